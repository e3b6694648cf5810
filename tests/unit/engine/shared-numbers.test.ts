import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";

const source = `import { task, workflow, map } from "fanout";
const half = task((x) => x / 2);
const words = task((x) => (x % 1000 === 0 ? "thousand" : x));
export default workflow(async ({ n }) => {
  const list = Array.from({ length: n }, (_, i) => i);
  const first = await map(half, list);
  const second = await map(half, list.slice(0, n / 2).reverse());
  return { first, second, mixed: await map(words, list) };
}, { inputs: { n: 5000 } });`;

/** On isolated pages, the items of long maps are in shared memory. */
describe("shared numbers", () => {
  beforeEach(() => vi.stubGlobal("crossOriginIsolated", true));
  afterEach(() => vi.unstubAllGlobals());

  const list = Array.from({ length: 5_000 }, (_, i) => i);
  const right = {
    first: list.map((x) => x / 2),
    second: list
      .slice(0, 2_500)
      .reverse()
      .map((x) => x / 2),
    mixed: list.map((x) => (x % 1000 === 0 ? "thousand" : x)),
  };

  it.each(["pooled", "hybrid", "sequential"] as const)("give the same results, %s", async (strategy) => {
    const { end } = await runProgram(source, strategy);
    expect(end.output).toEqual(right);
  });

  it("are available to the worker that replaces a lost one", async () => {
    const { end } = await runProgram(source, "pooled", {
      before: (_, host) => host.killNext(5),
    });
    expect(end.output).toEqual(right);
  });
});
