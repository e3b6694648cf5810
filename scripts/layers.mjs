// Which folder may import which: the table of docs/architecture.md. `imports` are real imports, `types` are
// `import type` only. Everything else is refused by check-imports.mjs, and by Biome in editors.

/**
 * @typedef {object} Layer
 * @property {readonly string[]} [imports] folders or modules it may import through the `@/` alias
 * @property {readonly string[]} [types] folders of which it may import types
 * @property {readonly string[]} [packages] the only packages it may import; left out: any but the interface's
 * @property {boolean} [programs] true where programs live, which import "fanout" as users do
 * @property {boolean} [builtins] true where files run in Node, when the site is built
 * @property {boolean} [ui] true where React, Next and other interface libraries are welcome
 */

/** @type {Record<string, Layer>} */
export const layers = {
  // Words and numbers that all share.
  "lib/model": { packages: [] },
  // One-idea helpers.
  "lib/base": { imports: ["lib/model"], packages: [] },
  // Every wire: schemas, types and the layout of rows.
  "lib/protocol": { imports: ["lib/model"] },
  "lib/sdk": { imports: ["lib/model", "lib/base", "lib/protocol"], packages: [] },
  // Every worker that starts loads it: no package.
  "lib/runner": { imports: ["lib/model", "lib/base", "lib/protocol", "lib/sdk"], packages: [] },
  "lib/trace": { imports: ["lib/model", "lib/base", "lib/protocol"] },
  // A language is reached through languages.ts and compilers.ts.
  "lib/language": { imports: ["lib/model", "lib/base"], types: ["lib/protocol", "lib/sdk"] },
  "lib/engine": {
    imports: ["lib/model", "lib/base", "lib/protocol", "lib/sdk", "lib/runner"],
    types: ["lib/language"],
  },
  // Your numbers: chunks as the engine cuts them, fields as links carry them.
  "lib/estimate": {
    imports: ["lib/model", "lib/base", "lib/engine/strategies", "lib/protocol/no-eval"],
  },
  // The simulator runs the engine itself.
  "lib/analysis": {
    imports: [
      "lib/model",
      "lib/base",
      "lib/trace",
      "lib/engine",
      "lib/estimate",
      "lib/runner/remote/payload",
      "lib/runner/remote/train-outcomes",
      "lib/protocol",
    ],
  },
  "lib/share": {
    imports: ["lib/model", "lib/base", "lib/estimate", "lib/protocol/no-eval"],
    types: ["lib/protocol"],
  },
  "lib/storage": { imports: ["lib/model", "lib/base", "lib/share", "lib/protocol"] },
  // Prepares files that a program wrote, in a worker.
  "lib/preview": { imports: ["lib/model", "lib/base"], packages: ["marked", "fflate"] },
  // Compares a run in Fanout with one of the real package.
  "lib/referee": { imports: ["lib/model", "lib/base", "lib/protocol"] },
  // A program as a project of its platform.
  "lib/project": { packages: ["fflate"] },
  // Runs in the host's page, alone: nothing of ours may come along.
  "lib/embed": { types: ["lib/protocol"], packages: [] },
  "lib/examples": { imports: ["lib/model"], types: ["lib/protocol"], packages: [], programs: true },
  "lib/app": { imports: ["lib"], ui: true },
  // What the tests of several folders share.
  "lib/testing": {},
  workers: { imports: ["lib"] },
  components: { imports: ["lib"], ui: true },
  app: {
    imports: ["components", "lib/app", "lib/base", "lib/model", "lib/examples"],
    builtins: true,
    ui: true,
  },
};

/** Folders that only some of those that may import their layer do import; tests may always. */
export const innerFolders = {
  // Everything else asks the seam, lib/language, which language it is.
  "lib/language/typescript": ["lib/language"],
  "lib/language/python": ["lib/language"],
};

/** Packages that draw a page. */
export const uiPackages = [
  "react",
  "react-dom",
  "next",
  "radix-ui",
  "lucide-react",
  "recharts",
  "react-resizable-panels",
  "monaco-editor",
];

/**
 * Tests beside the code, and what only they use (`testing.ts`, `testing/`, `fixtures/`). They may import any of lib,
 * and nothing that is not one of them may import from there.
 */
export const testFiles = /\.test(\.tsx?)?$|\/(testing|fixtures)(\/|\.tsx?$|$)/;

/** Packages that tests may import on top; `node:` modules as well. */
export const testPackages = ["vitest", "fast-check", "fake-indexeddb", "pyodide"];
