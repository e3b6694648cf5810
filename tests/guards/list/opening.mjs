// Links, and what runs when one is opened.
import { CHUNKS, WRITTEN } from "../places.mjs";

/** @type {readonly import("../guard.mjs").Guard[]} */
export const openingGuards = [
  {
    name: "a link's size, inflated",
    taken: "the cap of 1 MiB",
    cuts: [
      {
        files: CHUNKS,
        from: />[\w.$]+\)return\{ok:!1,reason:"too large"\}/,
        to: '>1e12)return{ok:!1,reason:"too large"}',
      },
    ],
    spec: "attack/bounds",
    tests: ["inflates past 1 MiB"],
    says: /The link contains more than 1 MiB/,
  },
  {
    name: "the bound of a program in a link",
    taken: "it is raised to 1 GB",
    cuts: [{ files: CHUNKS, from: /\.length<=\w+\.\w+(?=,"the program is larger)/, to: ".length<=1e9" }],
    spec: "attack/bounds",
    tests: ["a program of more than 256 KiB"],
    says: /256 KiB/,
  },
  {
    name: "the page's example runs only while it is on the screen",
    taken: "the checks of the document and of a newer opening after the wait",
    cuts: [
      {
        files: CHUNKS,
        from: /(?:[\w$]+!==[\w$]+\|\|){2}("idle"!==[\w$]+\|\|[\w$]+\.getState\(\)\.run\()/,
        to: "$1",
      },
    ],
    spec: "attack/opening",
    tests: ["that arrives while the page's own example", "of links in quick succession"],
    says: /Expected: 0/,
  },
  {
    name: "the opening that began last decides",
    taken: "the count of openings",
    cuts: [
      {
        files: CHUNKS,
        from: /(return\(\.\.\.[\w$]+\)=>)[\w$]+===[\w$]+&&(\([\w$]+\(\)\.openDocument\()/,
        to: "$1$2",
      },
    ],
    spec: "attack/opening",
    tests: ["the one followed last is shown"],
    says: /another/,
  },
  {
    name: "nothing runs in another site's frame",
    taken: "the page's check of its frame",
    cuts: [{ files: CHUNKS, from: /(\.first)&&window\.top===window(&&)/, to: "$1$2" }],
    spec: "attack/opening",
    tests: ["runs nothing in another site's frame"],
    says: /Expected: 0/,
  },
  {
    name: "presses are for the document of the address",
    taken: "the end of presses that were held back for another one",
    // The policy as well: it names the script that is changed.
    cuts: [
      { files: /^index\.html$/, from: WRITTEN, to: "" },
      { files: /^index\.html$/, from: /addEventListener\("hashchange",\(\)=>held\.splice\(0\)\);/, to: "" },
    ],
    spec: "attack/opening",
    tests: ["a press that was held back"],
    says: /Expected: 0/,
  },
  {
    name: "a stranger's program waits for Run",
    taken: "the page's check of whose program it has opened",
    cuts: [
      {
        files: CHUNKS,
        from: /&&[\w$]+\.first(&&window\.top===window&&)/,
        to: "$1",
      },
    ],
    spec: "e2e/address",
    tests: ["never runs automatically"],
    says: /Expected: 0/,
  },
  {
    name: "a program that takes seconds to show is refused",
    taken: "the check of its text",
    cuts: [{ module: "lib/share/link.ts", from: "if (isHardText(program.code))", to: 'if (isHardText(""))' }],
    spec: "lib/share/link.test.ts",
    tests: ["a browser takes seconds to show is refused"],
    says: /takes seconds to show/,
  },
  {
    name: "a strategy is named once",
    taken: "the comparison of their names in links",
    cuts: [
      {
        module: "lib/share/settings-v1.ts",
        from: "(named) => new Set(named).size === named.length",
        to: "() => true",
      },
    ],
    spec: "lib/share/link.test.ts",
    tests: ["a strategy that is named twice"],
    says: /pooled/,
  },
  {
    name: "a strategy is named once in a message",
    taken: "the comparison of their names in settings",
    cuts: [
      {
        module: "lib/protocol/settings.ts",
        from: "(named) => new Set(named).size === named.length",
        to: "() => true",
      },
    ],
    spec: "lib/protocol/embed.test.ts",
    tests: ["what is refused, and why"],
    says: /pooled/,
  },
  {
    name: "other sites frame the embed only",
    taken: "the header of the other pages",
    cuts: [{ module: "scripts/headers.mjs", from: "frame-ancestors 'self'", to: "frame-ancestors *" }],
    spec: "tests/unit/scripts.test.mjs",
    tests: ["let other sites frame the embed, and no other page"],
    says: /frame-ancestors \*/,
  },
  {
    name: "the server stays in its folder",
    taken: "the check of where a link leads",
    cuts: [
      {
        module: "scripts/serve.mjs",
        from: "real === undefined || (real !== folder && !real.startsWith(folder + sep))",
        to: "real === undefined",
      },
    ],
    spec: "tests/unit/serve.test.mjs",
    tests: ["answers /link.txt with the 404 page", "answers /up/secret.txt with the 404 page"],
    says: /404/,
  },
];
