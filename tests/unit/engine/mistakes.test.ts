import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { lockDown } from "@/lib/runner/javascript/realm/lockdown";
import { isNonRecoverable } from "@/lib/runner/remote/errors";

const IMPORTS =
  'import { dynamic, environment, map, mapUnordered, starmap, task, workflow } from "fanout";\n';
const PARSE = "const parse = (n: number) => n;\nconst one: any = task((n: number) => n);\n";

/** The body of a dynamic that has three retries. */
const inDynamic = (body: string) =>
  `${IMPORTS}${PARSE}const d = dynamic(async () => { ${body} }, { name: "d", retries: 3 });\nexport default workflow(async () => d(), { name: "main" });`;

describe("a run says of a mistake what the editor says, and does not try again what can never work", () => {
  it.each([
    ["return map(one, one(1));", "`map` received a promise. Add `await`."],
    ["return map(one, {} as any);", "`map` needs a list of items, not an object."],
    ["return map(one, undefined as any);", "`map` needs a list of items, not undefined."],
    ["return map(parse as any, [1]);", "`map` needs a task. Wrap it: `const parse = task(…)`."],
    [
      "return starmap(((n: number) => n) as any, [[1]]);",
      "`starmap` needs a task. Wrap it: `const step = task(…)`.",
    ],
    [
      "return map([1] as any, one);",
      "`map` needs a task as its first argument. Wrap the function: `const step = task(…)`.",
    ],
    ["return starmap(one, [1] as any);", "starmap: item 0 must be a list of arguments."],
    [
      "return starmap(one, [[1]], { strategie: 1 } as any);",
      'starmap: unknown option "strategie". Did you mean "strategy"? Options: concurrency, minSuccessRatio, strategy, chunkSize, key.',
    ],
    [
      'return starmap(one, [[1]], { strategy: "pool" } as any);',
      'starmap: unknown strategy "pool". Use one of: sequential, async, dynamic, pooled, hybrid',
    ],
  ])("%s", async (body, message) => {
    const { end, trace } = await runProgram(inDynamic(body), "pooled");
    expect(end.error?.message).toBe(message);
    expect(trace.attemptOf.filter((of) => of >= 0)).toHaveLength(0);
  });

  it.each([
    [
      "task((n: number) => n, { retry: 3 } as any)",
      'task: unknown option "retry". Did you mean "retries"? Options: name, retries, timeout, cache, cacheVersion, environment.',
    ],
    [
      "task((n: number) => n, { retries: { max: 3 } } as any)",
      'task: retries: unknown option "max". Options: maxRetries, delayMs, backoff, jitter.',
    ],
    [
      "environment({ reuse: { replica: 1 } } as any)",
      'environment: reuse: unknown option "replica". Did you mean "replicas"? Options: replicas, concurrency.',
    ],
  ])("%s", async (made, message) => {
    const source = `${IMPORTS}const made = ${made};\nexport default workflow(async () => 1, { name: "main" });`;
    const { end } = await runProgram(source, "pooled");
    expect(end.error?.message).toContain(message);
  });
});

it("a locked name throws an error after which no attempt follows", () => {
  const scope = { fetch: () => 1, navigator: {}, addEventListener: () => {}, close: () => {} };
  const refused: string[] = [];
  lockDown(
    scope as unknown as typeof globalThis,
    (what) => refused.push(what),
    () => {},
  );
  let thrown: unknown;
  try {
    scope.fetch();
  } catch (error) {
    thrown = error;
  }
  expect(String(thrown)).toContain(
    "`fetch` is unavailable: programs have no network access. Pass the data as inputs.",
  );
  expect(isNonRecoverable(thrown)).toBe(true);
  expect(refused).toEqual(["fetch"]);
});
