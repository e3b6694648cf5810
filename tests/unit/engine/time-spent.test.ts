import { describe, expect, it } from "vitest";
import { waitingOf } from "@/lib/analysis/time/waiting";
import { type RunOptions, runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import { nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

const PROGRAM = `
import { compute, group, map, sleep, task, workflow } from "fanout";
const both = task(async (n: number) => {
  await Promise.all([sleep(50), sleep(100)]);
  await group("part", async () => sleep(20));
  return n;
});
const work = task((n: number) => compute(0.001) + n);
const nothing = task((n: number) => n);
export default workflow(async () => {
  await map(both, [1, 2, 3]);
  await map(work, [1, 2, 3, 4]);
  await map(nothing, [1, 2]);
});
`;

/** Every reading of the clock takes time, so that synchronous code does. */
const TICK_MS = 1e-6;
const before: NonNullable<RunOptions["before"]> = (_, host) => {
  const now = host.now.bind(host);
  let [time, readings] = [0, 0];
  host.now = () => {
    readings = now() === time ? readings + 1 : 0;
    time = now();
    return time + TICK_MS * readings;
  };
};

function of(trace: Trace, name: string, column: "slept" | "computed"): number[] {
  const found: number[] = [];
  for (let row = 0; row < trace.count; row += 1)
    if (nameAt(trace, row) === name && (trace.index[row] as number) >= 0)
      found.push(trace[column][row] as number);
  return found;
}

describe.each(STRATEGIES)("under %s", (strategy: StrategyName) => {
  it("records how long bodies were in sleep and in compute", async () => {
    const { trace, end } = await runProgram(PROGRAM, strategy, { before, world: { startMs: 0 } });
    expect(end).toMatchObject({ status: "succeeded", error: undefined });
    const slept = of(trace, "both", "slept");
    expect(slept).toHaveLength(3);
    // Sleeps that overlap count once; those of a group are the task's.
    for (const ms of slept) expect(ms).toBeGreaterThan(119.9);
    for (const ms of slept) expect(ms).toBeLessThan(150);
    expect(of(trace, "both", "computed")).toEqual([0, 0, 0]);
    const computed = of(trace, "work", "computed");
    expect(computed).toHaveLength(4);
    for (const ms of computed) expect(ms).toBeGreaterThan(0);
    expect(of(trace, "work", "slept")).toEqual([0, 0, 0, 0]);
    expect([...of(trace, "nothing", "slept"), ...of(trace, "nothing", "computed")]).toEqual([0, 0, 0, 0]);
  });
});

it("shows that items wait, where they slept, without another strategy to compare with", async () => {
  const waits = PROGRAM.replace(/ {2}await map\((work|nothing).*\n/g, "");
  const { trace } = await runProgram(waits, "pooled");
  const { share, finding } = waitingOf(new Map([["pooled", trace]]), 2);
  expect(share).toBe(1);
  expect(finding.sentence.text).toBe("Items wait: {0} of their time is in `sleep`.");
  expect(finding.claims).toEqual([{ says: "waiting", waits: true }]);
});
