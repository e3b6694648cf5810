// Embeds and `embed.js` on pages of other sites.
import { CHUNKS } from "../places.mjs";

/** @type {readonly import("../guard.mjs").Guard[]} */
export const embedGuards = [
  {
    name: "only the host is listened to",
    taken: "the embed's check of a message's source",
    // Twice: before the messages' own script is loaded, and in it.
    cuts: [
      {
        files: CHUNKS,
        from: /(=(\w+)=>\{)void 0!==(\w+)\.window&&\2\.source===\3\.window&&(\(void 0!==\w+\?)/,
        to: "$1$4",
      },
      { files: CHUNKS, from: /(data:\w+,source:(\w+)\}\)\{var [\w,]+;if\()\2!==[\w.]+\|\|/, to: "$1" },
    ],
    spec: "attack/host",
    tests: ["only to its parent page"],
    says: /Expected: false/,
  },
  {
    name: "the schema of messages to an embed",
    taken: "the check against it",
    cuts: [
      {
        files: CHUNKS,
        from: /("fanout:"\)\)\)return;let \w+=)[\w.]+\.safeParse\((\w+)\)/,
        to: "$1{success:!0,data:$2}",
      },
    ],
    spec: "attack/host",
    tests: ["malformed messages of a host"],
    says: /Expected: "fanout:error"/,
  },
  {
    name: "embed.js finds its own address",
    taken: "the check that the current script is a script",
    cuts: [{ files: /^embed\.js$/, from: /[\w$]+ instanceof HTMLScriptElement&&/, to: "" }],
    spec: "attack/element",
    tests: ["markup of a page's readers"],
    says: /embed\//,
  },
  {
    name: "what a marked code block may set",
    taken: "the list of attributes",
    cuts: [{ files: /^embed\.js$/, from: /[\w$]+\.includes\([\w$]+\)&&([\w$]+\.setAttribute\()/, to: "$1" }],
    spec: "attack/element",
    tests: ["a code block's data attribute"],
    says: /onclick/,
  },
  {
    name: "the shape of an embed's errors",
    taken: "the check of their text",
    cuts: [
      { files: /^embed\.js$/, from: /&&\([\w$]+\.type!=="fanout:error"\|\|"message"in [^)]*\)/, to: "" },
    ],
    spec: "attack/element",
    tests: ["errors of a wrong shape"],
    says: /last/,
  },
  {
    name: "braces in a snippet are text",
    taken: "their escapes",
    cuts: [{ module: "lib/share/escape.ts", from: '"{": "&#123;",', to: "" }],
    spec: "lib/share/share-texts.test.ts",
    tests: ["nothing that MDX or Vue would run"],
    says: /\{/,
  },
];
