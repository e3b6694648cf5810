// The guards that `npm run test:guards` removes, one by one, and the tests that must fail.

/**
 * A change in the built site, or in a module of the sandbox, which is then rebuilt.
 * @typedef {{ readonly files: RegExp, readonly from: RegExp, readonly to: string }
 *   | { readonly module: string, readonly from: string, readonly to: string }} Cut
 */

/**
 * @typedef {object} Guard
 * @property {string} name
 * @property {string} taken what is removed, in words
 * @property {readonly Cut[]} cuts all of them: if two guards protect the same thing, both are removed
 * @property {string} spec under tests
 * @property {readonly string[]} tests parts of the names of the tests that must fail, each
 * @property {RegExp} says what their failures say if this guard is missing
 */

/** A page's policy is written by the first script in its head, because it names the page's address. */
const WRITTEN = /document\.head\.append\(m\);/;
const META = /<meta http-equiv="Content-Security-Policy"[^>]*>/i;
const CHUNKS = /^_next\/static\/chunks\/.*\.js$/;

/** @type {readonly Guard[]} */
export const guards = [
  {
    name: "the sandbox's content policy",
    taken: "the meta element at the head of sandbox.html",
    cuts: [{ files: /^sandbox\.html$/, from: META, to: "" }],
    spec: "attack/escapes",
    tests: ["every attempt to leave the sandbox", "also without the lockdown"],
    says: /\+ +"(import of http|importScripts of data)"/,
  },
  {
    name: "lockdown of runners",
    taken: "fetch in the lockdown's list",
    cuts: [{ files: /^sandbox\.html$/, from: /\bfetch:\w+,fetchLater:/, to: "fetchLater:" }],
    spec: "attack/escapes",
    tests: ["every attempt to leave the sandbox"],
    says: /`fetch` is unavailable/,
  },
  {
    name: "an opaque origin, or none",
    taken: "the sandbox's check of its own origin",
    cuts: [{ files: /^sandbox\.html$/, from: /self\.origin==="null"/, to: "true" }],
    spec: "attack/host",
    tests: ["without the attribute", "allow-same-origin"],
    says: /Expected: "nothing"/,
  },
  {
    name: "the sandbox's frame",
    taken: "its sandbox attribute",
    cuts: [{ files: CHUNKS, from: /\w+\.setAttribute\("sandbox","allow-scripts"\)/, to: "0" }],
    spec: "attack/host",
    tests: ["frame does not have our origin"],
    says: /"http:\/\/127\.0\.0\.1/,
  },
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
    cuts: [{ files: CHUNKS, from: /"a"===[\w$]+\.localName\|\|"area"===[\w$]+\.localName/, to: "!1" }],
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
    says: /The link holds more than 1 MiB/,
  },
  {
    name: "the schema of runners' messages",
    taken: "the coordinator's check against it",
    cuts: [
      {
        module: "lib/engine/inbox.ts",
        from: "if (!checkMessage(message)) return;",
        to: "void checkMessage;",
      },
    ],
    spec: "attack/forgery",
    tests: ["do not affect the run: batches of wrong shapes", "do not affect the run: notes of wrong shapes"],
    says: /the coordinator failed|is not in the protocol|queues, checkpoints and unrequested answers/,
  },
  {
    name: "the schema of runners' answers",
    taken: "the coordinator's check against it",
    cuts: [
      {
        module: "lib/engine/scheduler/completions.ts",
        from: "else if (checkOutcome(answer.value, chunk.count)) ",
        to: "else if (checkOutcome) ",
      },
    ],
    spec: "attack/forgery",
    tests: ["with a message: nothing, and more"],
    says: /the coordinator failed: TypeError/,
  },
  {
    name: "each runner answers its own calls only",
    taken: "the check of a call's runner",
    cuts: [
      {
        module: "lib/engine/scheduler/scheduler.ts",
        from: "!this.ownership.mayCall(caller, call) || ",
        to: "",
      },
      {
        module: "lib/engine/scheduler/scheduler.ts",
        from: " || pending.caller !== caller",
        to: "",
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner can answer only its own calls"],
    says: /Expected: \["tried", \[1, 2, 3/,
  },
  {
    name: "a runner's own spans",
    taken: "the check of what it records",
    cuts: [
      {
        module: "lib/engine/inbox.ts",
        from: "scheduler.ownership.ofWorker(worker, message.flush)",
        to: "message.flush",
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner speaks only for its own spans"],
    says: /forged/,
  },
  {
    name: "a runner's own checkpoints",
    taken: "the check of who runs the item",
    cuts: [
      {
        module: "lib/engine/scheduler/scheduler.ts",
        from: "this.ownership.chunkOf(worker, span)?.pending",
        to: "[...this.calls.all].find(({ firstItem, n }) => span >= firstItem && span < firstItem + n)",
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner speaks only for its own spans"],
    says: /31337/,
  },
  {
    name: "queues that cannot be guessed",
    taken: "their random ids",
    cuts: [
      {
        module: "lib/runner/host/host-api.ts",
        from: 'crypto.getRandomValues(new Uint32Array(4)).join("-")',
        to: '"queue " + (this.thread.init.worker * 2 ** 24 + this.thread.nextRequest())',
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner speaks only for its own spans"],
    says: /closed/i,
  },
  {
    name: "who computes a cached result",
    taken: "the check of who puts it",
    cuts: [
      { module: "lib/engine/cache.ts", from: "flight?.by !== by || flight.task !== task", to: "!flight" },
    ],
    spec: "attack/forgery",
    tests: ["a cached result is taken only"],
    says: /666/,
  },
  {
    name: "the size of an output",
    taken: "the coordinator's measuring",
    cuts: [
      {
        module: "lib/engine/wire-mapping.ts",
        from: "{ bytes: VALUE_MAX_BYTES }",
        to: "{ bytes: 1e12 * VALUE_MAX_BYTES }",
      },
    ],
    spec: "attack/forgery",
    tests: ["outputs that cannot leave the sandbox"],
    says: /more than 64 MiB/,
  },
  {
    name: "the bound of meters",
    taken: "it is raised to 1e9",
    cuts: [{ module: "lib/model/limits.ts", from: "SPAN_MAX_METERS = 100", to: "SPAN_MAX_METERS = 1e9" }],
    spec: "attack/bounds",
    tests: ["meters without end"],
    says: /one span cannot have more than 100 names/,
  },
  {
    name: "kept workers rest",
    taken: "the rest in the runner, and the coordinator's deadline for an answer",
    cuts: [
      { module: "lib/runner/execute/thread.ts", from: "this.isResting = true;", to: "" },
      {
        module: "lib/engine/workers/resting-workers.ts",
        from: "ANSWER_MAX_MS = 200",
        to: "ANSWER_MAX_MS = 1e9",
      },
    ],
    spec: "attack/bounds",
    tests: ["workers that are kept run nothing"],
    says: /a worker is busy/,
  },
  {
    name: "warm workers are reused by the same program only",
    taken: "the check of their program",
    cuts: [{ module: "lib/engine/trial.ts", from: "warm.code === plan.code && ", to: "" }],
    spec: "attack/forgery",
    tests: ["a program that overwrites globals"],
    says: /forged/,
  },
  {
    name: "the schema of the sandbox's messages",
    taken: "the page's check against it",
    cuts: [
      {
        files: CHUNKS,
        from: /(onmessage=\(\{data:(\w+)\}\)=>\{let \w+=)\w+\.safeParse\(\2\)/,
        to: "$1{success:!0,data:$2}",
      },
    ],
    spec: "attack/sandbox",
    tests: ["breaks the protocol"],
    says: /not in the protocol/,
  },
  {
    name: "an opaque origin, which hides the site",
    taken: "the frame's attribute, the sandbox's check of its origin, and the lockdown of storage",
    cuts: [
      { files: CHUNKS, from: /\w+\.setAttribute\("sandbox","allow-scripts"\)/, to: "0" },
      { files: /^sandbox\.html$/, from: /self\.origin==="null"/, to: "true" },
      { files: /^sandbox\.html$/, from: /"indexedDB","caches"/, to: '"indexedDb"' },
      { files: /^sandbox\.html$/, from: /"BroadcastChannel",/, to: "" },
    ],
    spec: "attack/sandbox",
    tests: ["cannot read the site's address"],
    says: /Received string:[\s\S]*127\.0\.0\.1[\s\S]*site secret/,
  },
  {
    name: "the sandbox offline",
    taken: "its check of who asks",
    cuts: [{ files: /^sandbox-offline\.html$/, from: /\w+!==location\.origin/, to: "!1" }],
    spec: "attack/sandbox",
    tests: ["the offline sandbox page"],
    says: /Received: {"crossOriginIsolated/,
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
    name: "the bound of workers alive",
    taken: "it is raised to 80",
    cuts: [{ module: "lib/model/limits.ts", from: "MAX_WORKERS = 64", to: "MAX_WORKERS = 80" }],
    spec: "attack/bounds",
    tests: ["a fork bomb of workers"],
    says: /Expected: <= 66/,
  },
  {
    name: "the bound of spans",
    taken: "it is raised to 2,000,000",
    cuts: [{ module: "lib/model/limits.ts", from: "MAX_SPANS = 1_000_000", to: "MAX_SPANS = 2_000_000" }],
    spec: "attack/bounds",
    tests: ["more than a million items"],
    says: /1,000,000 spans/,
  },
  {
    name: "the bound of levels",
    taken: "it is raised to 260",
    cuts: [{ module: "lib/model/limits.ts", from: "MAX_DEPTH = 256", to: "MAX_DEPTH = 260" }],
    spec: "attack/bounds",
    tests: ["a level too many"],
    says: /deeper than 260 levels/,
  },
  {
    name: "the bound of one value",
    taken: "it is raised to 256 MiB",
    cuts: [{ module: "lib/model/limits.ts", from: "VALUE_MAX_BYTES = 64", to: "VALUE_MAX_BYTES = 256" }],
    spec: "attack/bounds",
    tests: ["a result of 100 MiB", "an argument of 100 MiB"],
    says: /the bound is 64 MiB/,
  },
  {
    name: "the bound of log lines",
    taken: "it is raised to 20,000",
    cuts: [
      { module: "lib/model/limits.ts", from: "MAX_LOGS = 10_000", to: "MAX_LOGS = 20_000" },
      { files: CHUNKS, from: /(logs\.length\+\w+\.length-)\w+\.\w+/, to: "$12e4" },
    ],
    spec: "attack/bounds",
    tests: ["more log lines than are kept"],
    says: /15,000 older entries were left out/,
  },
  {
    name: "the bound of a program in a link",
    taken: "it is raised to 1 GB",
    cuts: [{ files: CHUNKS, from: /\.length<=\w+\.\w+(?=,"the program is longer)/, to: ".length<=1e9" }],
    spec: "attack/bounds",
    tests: ["a program of more than 256 KiB"],
    says: /256 KiB/,
  },
  {
    name: "Stop",
    taken: "the page's limit on its answer, and the coordinator's handling of it",
    cuts: [
      { files: CHUNKS, from: /stopMs:400,/, to: "stopMs:1e9," },
      {
        module: "workers/coordinator.ts",
        from: 'if (data.type === "stop") trial.stop();',
        to: "",
      },
    ],
    spec: "e2e/stop",
    tests: ["its Stop button ends it"],
    says: /Timeout: 10000ms/,
  },
  {
    name: "an end of every worker",
    taken: "the end of the coordinator after a run",
    cuts: [{ module: "workers/sandbox.ts", from: "else if (!warm) endAll();", to: "" }],
    spec: "attack/bounds",
    tests: ["a loop in the driver"],
    says: /Expected: 0/,
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
    name: "cached results of one program are no other program's",
    taken: "the program in their keys",
    cuts: [
      { files: CHUNKS, from: /`draft:\$\{[\w$]+\.id\}`/, to: '"one"' },
      { files: CHUNKS, from: /`text:\$\{[\w$]+\}`(?=,persistent:![a-z])/, to: '"one"' },
    ],
    spec: "attack/cache",
    tests: ["overwrites a global"],
    says: /666/,
  },
  {
    name: "programs of others store nothing on the disk",
    taken: "the page's choice by whose program it is",
    cuts: [{ files: CHUNKS, from: /(`text:\$\{[\w$]+\}`,persistent:)![a-z]/, to: "$1!0" }],
    spec: "attack/cache",
    tests: ["a link stores no results on the disk"],
    says: /Expected: 0/,
  },
  {
    name: "the page's example runs only while it is on the screen",
    taken: "the check of the document after the wait",
    cuts: [
      {
        files: CHUNKS,
        from: /[\w$]+!==[\w$]+\|\|("idle"!==[\w$]+\|\|[\w$]+\.getState\(\)\.run\()/,
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
    cuts: [{ files: CHUNKS, from: /(\.first)\|\|window\.top!==window(\)return;)/, to: "$1$2" }],
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
        from: /\|\|![\w$]+\.first(\|\|window\.top!==window\)return;)/,
        to: "$1",
      },
    ],
    spec: "e2e/address",
    tests: ["never runs automatically"],
    says: /Expected: 0/,
  },
];
