import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES } from "@/lib/model/strategy";

/** Item 0 fails once and waits for 1 s; the others take 10 ms each. */
const program = (
  entry: string,
  options = "",
  task = "async (i) => { await sleep(10); if (i === 0 && context().attempt === 1) throw new Error('no'); done.push(i); return i; }",
) => `import { task, dynamic, workflow, map, sleep, context, group } from "fanout";
const done = [];
const t = task(${task}, { name: "t", retries: { maxRetries: 1, delayMs: 1000 } });
const other = task(async (i) => { await sleep(10); return i; }, { name: "other" });
const xs = [0, 1, 2, 3, 4, 5];
export default workflow(async () => { ${entry} }, { name: "entry", ${options} });`;

/** ms of the run in which all but the waiting item are done while it waits. */
const SHORT = 1_150;

describe.each(STRATEGIES)("a call that waits for its retry, under %s", (strategy) => {
  it.each([
    ["the only slot", "return map(t, xs);", "maxParallelism: 1", {}],
    ["the only worker", "return map(t, xs, { chunkSize: 1 });", "", { workers: 1 }],
    ["the only place of its map", "return map(t, xs, { concurrency: 1 });", "", {}],
    [
      "a slot as a single call",
      "return Promise.all(xs.map((i) => t(i)));",
      "maxParallelism: 1",
      { workers: 1 },
    ],
    [
      "the slot of other calls",
      "const [a] = await Promise.all([t(0), map(other, [1, 2, 3, 4, 5], { chunkSize: 1 })]); return [a, 1, 2, 3, 4, 5];",
      "maxParallelism: 1",
      { workers: 1 },
    ],
    [
      "a place in a group",
      'return group("g", () => map(t, xs, { concurrency: 1 }));',
      "maxParallelism: 1",
      { workers: 1 },
    ],
    [
      "a place of a map with its own strategy",
      'return map(t, xs, { concurrency: 1, strategy: "async" });',
      "",
      {},
    ],
  ] as const)("does not hold %s", async (_, entry, options, settings) => {
    const { end } = await runProgram(program(entry, options), strategy, settings);
    expect(end).toMatchObject({ status: "succeeded", output: [0, 1, 2, 3, 4, 5] });
    expect(end.wallMs).toBeLessThan(SHORT);
  });

  it("leaves its body's results in order, whatever their types", async () => {
    const body = (value: string) =>
      `(i) => { if (i % 2 === 0 && context().attempt === 1) throw new Error("no"); return ${value}; }`;
    for (const [value, results] of [
      ["i", [0, 1, 2, 3, 4, 5]],
      ['i === 2 ? "two" : i', [0, 1, "two", 3, 4, 5]],
      ["i < 3 ? { i } : i", [{ i: 0 }, { i: 1 }, { i: 2 }, 3, 4, 5]],
    ] as const) {
      const { end } = await runProgram(program("return map(t, xs);", "", body(value)), strategy);
      expect(end.output).toEqual(results);
    }
  });

  it("waits as long as its policy says, also past 2³¹ ms", async () => {
    const month = 31 * 24 * 3_600_000;
    const source = program("return t(0);").replace("delayMs: 1000", `delayMs: ${month}`);
    const { end } = await runProgram(source, strategy, {
      timeoutMs: 2 * month,
      bounds: { workers: 2, spans: 100, tickMs: Number.POSITIVE_INFINITY },
    });
    expect(end.output).toBe(0);
    expect(end.wallMs).toBeGreaterThan(month);
  });
});
