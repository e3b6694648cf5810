import type { RuleCases } from "./rule-case";

const load = (body: string) =>
  `const load = task(async (url: string): Promise<any> => {\n${body}\n}, { retries: 3 });`;

export const unavailableName: RuleCases = {
  triggers: [
    {
      name: "fetch",
      code: load("  return (await fetch(url)).text();"),
      at: "fetch",
      message: "`fetch` is unavailable: programs have no network access. Pass the data as inputs.",
    },
    {
      name: "fetch of the global object",
      code: load("  return globalThis.fetch(url);"),
      at: "globalThis.fetch",
      message: "`fetch` is unavailable: programs have no network access. Pass the data as inputs.",
    },
    {
      name: "a worker",
      code: load("  return new Worker(url);"),
      at: "Worker",
      message: "`Worker` is unavailable. Use `map`, or `new Process(…)` to start a worker.",
    },
    {
      name: "storage of a page",
      code: load("  return (globalThis as any).localStorage.getItem(url);"),
      at: "(globalThis as any).localStorage",
      message: "`localStorage` is unavailable: programs have no storage. Return the data instead.",
    },
    {
      name: "of Node",
      code: `declare const process: any;\n${load("  return process.env.HOME;")}`,
      at: "process",
      message: "`process` is unavailable: programs run in the browser, not in Node.",
    },
    {
      name: "of the navigator",
      code: load("  return (navigator as any).sendBeacon(url);"),
      at: "(navigator as any).sendBeacon",
      message: "`sendBeacon` is unavailable: programs cannot access the browser.",
    },
  ],
  silent: {
    "is the program's own": `const fetch = (url: string) => url;\n${load("  return fetch(url);")}`,
    "is a parameter": "const load = task(async (document: { text: string }) => document.text);",
    "is asked for first": load('  return typeof fetch === "function" && url === "" ? fetch(url) : "none";'),
    "is a property": load("  return { fetch: () => url }.fetch();"),
    "is only compared": load("  return (globalThis as any).indexedDB === undefined;"),
    "is a type": load("  const made = (worker: Worker | undefined) => worker;\n  return made(undefined);"),
  },
};
