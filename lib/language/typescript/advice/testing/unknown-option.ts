import type { RuleCases } from "./rule-case";

const KNOWN = "Options: name, retries, timeout, cache, cacheVersion, environment.";
const KNOWN_OF_MAP = "Options: concurrency, minSuccessRatio, strategy, chunkSize, key.";

export const unknownOptions: RuleCases = {
  triggers: [
    {
      name: "of a task",
      code: "const parse = task((n: number) => n, { retry: 3 } as never);",
      at: "retry",
      message: `task: unknown option "retry". Did you mean "retries"? ${KNOWN}`,
      fixed: "const parse = task((n: number) => n, { retries: 3 } as never);",
    },
    {
      name: "of map, with a variable of its name",
      code: "const one = task((n: number) => n);\nconst all = (concurency: number) => map(one, [1], { concurency } as never);",
      at: "concurency",
      message: `map: unknown option "concurency". Did you mean "concurrency"? ${KNOWN_OF_MAP}`,
      fixed:
        "const one = task((n: number) => n);\nconst all = (concurency: number) => map(one, [1], { concurrency: concurency } as never);",
    },
    {
      name: "like no other",
      code: "const parse = dynamic(async (n: number) => n, { color: 3 } as never);",
      at: "color",
      message: `dynamic: unknown option "color". ${KNOWN}`,
    },
    {
      name: "of a retry policy",
      code: "const parse = task((n: number) => n, { retries: { maxRetry: 3 } } as never);",
      at: "maxRetry",
      message:
        'task: retries: unknown option "maxRetry". Did you mean "maxRetries"? Options: maxRetries, delayMs, backoff, jitter.',
      fixed: "const parse = task((n: number) => n, { retries: { maxRetries: 3 } } as never);",
    },
    {
      name: "in a constant",
      code: "const options: any = { retries: 1, timeuot: 3 };\nconst parse = task((n: number) => n, options);",
      at: "timeuot",
      message: `task: unknown option "timeuot". Did you mean "timeout"? ${KNOWN}`,
      fixed:
        "const options: any = { retries: 1, timeout: 3 };\nconst parse = task((n: number) => n, options);",
    },
    {
      name: "of an environment's pool and its task",
      code: "const pool = environment({ reuse: { replica: 2 } } as never);",
      at: "replica",
      message:
        'environment: reuse: unknown option "replica". Did you mean "replicas"? Options: replicas, concurrency.',
      fixed: "const pool = environment({ reuse: { replicas: 2 } } as never);",
    },
    {
      name: "of a launch plan's call",
      code: 'const child = workflow(async () => 1, { name: "child" });\nconst plan = launchPlan(child);\nconst other = () => plan.withOverrides({ caches: true } as never);',
      at: "caches",
      message:
        'withOverrides: unknown option "caches". Did you mean "cache"? Options: name, cache, cacheVersion, maxParallelism.',
      fixed:
        'const child = workflow(async () => 1, { name: "child" });\nconst plan = launchPlan(child);\nconst other = () => plan.withOverrides({ cache: true } as never);',
    },
  ],
  silent: {
    "are known":
      'const parse = task((n: number) => n, { name: "p", retries: 3, timeout: 9, cache: true, cacheVersion: "1" });',
    "are a policy":
      'const parse = task((n: number) => n, { retries: { maxRetries: 1, delayMs: 1, backoff: "linear", jitter: "full" } });',
    "are inputs":
      'export default workflow(async ({ retry }) => retry, { name: "main", inputs: { retry: 3 } });',
    "are another function's":
      "const own = (n: number, options: { retry: number }) => [n, options];\nconst made = own(1, { retry: 3 });",
    "are open": "const parse = task((n: number) => n, Object.assign({}, { retry: 3 }));",
  },
};
