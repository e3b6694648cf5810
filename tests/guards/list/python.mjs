// Python's sandbox: its policy, its lockdown, its memory, and that nothing is shared between programs.
const SANDBOX = /^sandbox-python\.html$/;

/** @type {readonly import("../guard.mjs").Guard[]} */
export const pythonGuards = [
  {
    name: "the content policy of Python's sandbox",
    taken: "that nothing may be connected to",
    cuts: [{ files: SANDBOX, from: /connect-src 'none'/, to: "connect-src *" }],
    spec: "attack/python",
    tests: ["of Python's sandbox hold"],
    says: /\+ +"(GET \/socket|js\.fetch")/,
  },
  {
    name: "lockdown of Python's runners",
    taken: "its call once Python has started",
    cuts: [{ module: "workers/runner-python.ts", from: "    lockDown(\n", to: "    Object(\n" }],
    spec: "attack/python",
    tests: ["Python program to leave the sandbox"],
    says: /\+ +"here: js\.BroadcastChannel/,
  },
  {
    name: "an opaque origin of Python's sandbox",
    taken: "the sandbox's check of its own origin",
    cuts: [{ files: SANDBOX, from: /self\.origin==="null"/, to: "true" }],
    spec: "attack/host",
    tests: ["frames sandbox-python.html itself"],
    says: /Expected: "nothing"/,
  },
  {
    name: "a start from memory that no program can reach",
    taken: "the stand-in that Pyodide keeps in its place",
    cuts: [
      {
        module: "lib/runner/python/start-options.ts",
        from: "_loadSnapshot: SOME_SNAPSHOT,",
        to: "_loadSnapshot: snapshot,",
      },
    ],
    spec: "attack/python",
    tests: ["change the Python of the next program"],
    says: /_loadSnapshot/,
  },
  {
    name: "the end of a worker whose Python crashed",
    taken: "what is done when Pyodide says so",
    cuts: [
      {
        module: "workers/runner-python.ts",
        from: 'post({ type: "closing", reason: crashText(error) });',
        to: "void crashText(error);",
      },
    ],
    spec: "attack/python",
    tests: ["an address that is none"],
    says: /WorkerDied: Python crashed/,
  },
];
