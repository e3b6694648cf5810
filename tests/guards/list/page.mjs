// The page, and files that a program wrote.
import { CHUNKS, WRITTEN } from "../places.mjs";

/** @type {readonly import("../guard.mjs").Guard[]} */
export const pageGuards = [
  {
    name: "the page's content policy",
    taken: "the script that puts it into the head",
    cuts: [{ files: /^index\.html$/, from: WRITTEN, to: "" }],
    spec: "attack/page",
    tests: ["the page's policy stops"],
    // Its form has led the page away.
    says: /because of a navigation/,
  },
  {
    name: "the embed's content policy",
    taken: "the script that puts it into the head",
    cuts: [{ files: /^embed\/index\.html$/, from: WRITTEN, to: "" }],
    spec: "attack/page",
    tests: ["so does an embed's"],
    says: /because of a navigation/,
  },
  {
    name: "the frame of HTML files",
    taken: "its sandbox attribute",
    cuts: [{ files: CHUNKS, from: /sandbox:"",srcDoc:/, to: "srcDoc:" }],
    spec: "attack/page",
    tests: ["an HTML file has no script"],
    says: /Expected: "null"/,
  },
  {
    name: "files that connect to no host",
    taken: "the removal of what loads documents",
    cuts: [{ files: CHUNKS, from: /"iframe,frame,frameset,[^"]*"/, to: '"none"' }],
    spec: "attack/page",
    tests: ["makes the browser connect"],
    says: /Expected: 0/,
  },
  {
    name: "links in files that open nothing",
    taken: "the removal of their targets",
    cuts: [{ files: CHUNKS, from: /[\w$]+\.getAttribute\("target"\)!==[\w$]+&&/, to: "!1&&" }],
    spec: "attack/page",
    tests: ["makes the browser connect"],
    says: /svg-link|about:srcdoc/,
  },
  {
    name: "files that take long to draw are shown as their source",
    taken: "the bounds of what is drawn",
    cuts: [
      { files: CHUNKS, from: />2e4(\?\{as:)/, to: ">1/0$1" },
      { files: CHUNKS, from: />1e5(\?\{as:)/, to: ">1/0$1" },
    ],
    spec: "attack/files",
    tests: ["no file holds up the page"],
    // The page itself may not answer any more.
    says: /\.(svg|html): |out\/\w+\.(svg|html)/,
  },
  {
    name: "marks and changes of direction are cut",
    taken: "the limit on them in one text",
    cuts: [{ files: CHUNKS, from: /(\(\\p\{M\}\{8\}\))\\p\{M\}\+/, to: "$1\\p{M}{999999}" }],
    spec: "attack/files",
    tests: ["a log of marks"],
    says: /ms/,
  },
  {
    name: "no requests to other sites",
    taken: "nothing; a style sheet of another site is added to the page",
    cuts: [
      {
        files: /^index\.html$/,
        from: /<\/head>/,
        to: '<link rel="stylesheet" href="http://127.0.0.2/fonts.css"></head>',
      },
    ],
    spec: "attack/page",
    tests: ["nothing is requested from another site"],
    says: /127\.0\.0\.2/,
  },
  {
    name: "a file is prepared under a deadline",
    taken: "the end of the worker",
    cuts: [{ module: "lib/preview/client.ts", from: "DEADLINE_MS = 1_500", to: "DEADLINE_MS = 1e9" }],
    spec: "lib/preview/client.test.ts",
    tests: ["ends a worker that takes too long"],
    says: /expected false to be true/,
  },
  {
    name: "links in hovers lead nowhere",
    taken: "the end of clicks on them",
    cuts: [{ files: CHUNKS, from: /"\.monaco-hover, \.suggest-details[^"]*"/, to: '".none"' }],
    spec: "attack/editor",
    tests: ["links in a program's comments"],
    says: /toHaveLength/,
  },
];
