import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES } from "@/lib/model/strategy";

const source = `import { task, workflow, map, mapUnordered } from "fanout";
const word = task((x) => "w" + x, { cache: true });
const half = task((x) => x / 2, { cache: true });
export default workflow(async () => {
  const list = Array.from({ length: 50 }, (_, i) => i);
  const seen = [];
  for await (const { index, value } of mapUnordered(word, list)) seen[index] = value;
  return { words: await map(word, list), halves: await map(half, list), seen };
});`;

const list = Array.from({ length: 50 }, (_, i) => i);
const words = list.map((x) => `w${x}`);
const right = { words, halves: list.map((x) => x / 2), seen: words };

describe("memoized results", () => {
  it.each([
    ["all of them", () => true],
    ["with gaps", (i: number) => i % 3 !== 0],
    ["the last ones", (i: number) => i > 30],
    ["none", () => false],
  ])("have the right positions: %s", async (_, kept) => {
    const first = await runProgram(source, "pooled");
    expect(first.end.output).toEqual(right);
    const cache = first.end.cache.filter((_, i) => kept(i));
    const { end, trace } = await runProgram(source, "pooled", { cache });
    expect(end.output).toEqual(right);
    expect(trace.count).toBeGreaterThanOrEqual(150);
  });
});

describe("a body that waits for an equal call in progress", () => {
  const source = `import { dynamic, map, sleep, task, workflow } from "fanout";
const part = task(async (x) => { await sleep(5); return x; }, { name: "part", cache: true });
const other = dynamic(async () => { await sleep(10); return 0; }, { name: "other" });
const body = dynamic(async (x) => { await other(x); return part(1); }, { name: "body" });
export default workflow(async () => Promise.all([map(body, [1, 2]), part(1)]), { name: "entry" });`;

  it.each(STRATEGIES)("leaves it its slot, %s", async (strategy) => {
    const { end } = await runProgram(source, strategy, { workers: 1 });
    expect(end.error).toBeUndefined();
    expect(end.output).toEqual([[1, 1], 1]);
  });
});
