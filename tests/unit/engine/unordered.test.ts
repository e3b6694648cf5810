import { afterEach, describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";

const begun = globalThis as { second?: boolean };

/** The body continues after the first result only when the second item has started, which takes a slot. */
const source = `import { dynamic, mapUnordered, sleep, task, workflow } from "fanout";
const item = task(async (x) => { if (x === 1) globalThis.second = true; return x; }, { name: "item" });
const body = dynamic(async () => {
  const seen = [];
  for await (const { value } of mapUnordered(item, [0, 1])) {
    while (!globalThis.second) await sleep(1);
    seen.push(value);
  }
  return seen;
}, { name: "body" });
export default workflow(async () => body(), { name: "entry", maxParallelism: 1 });`;

describe("mapUnordered in a body", () => {
  afterEach(() => {
    begun.second = false;
  });

  it.each(["dynamic", "pooled"] as const)(
    "leaves the body's slot to its items from the call to the last result, %s",
    async (strategy) => {
      const { end } = await runProgram(source, strategy, { workers: 1, timeoutMs: 10_000 });
      expect(end).toMatchObject({ status: "succeeded", output: [0, 1] });
    },
  );

  it("does so under async too", async () => {
    const { end } = await runProgram(source, "async", { timeoutMs: 10_000 });
    expect(end).toMatchObject({ status: "succeeded", output: [0, 1] });
  });
});
