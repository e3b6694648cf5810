import { expect, it } from "vitest";
import { STRATEGIES } from "@/lib/model/strategy";
import { keyAt, nameAt, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { runProgram } from "./testing/run-program";

/** More than the notes with previews that a thread records. */
const COUNT = 1_500;
const program = (more: string): string => `import { map, task, workflow } from "fanout";
const step = task((n: number) => { ${more} return "row " + n; });
export default workflow(async () => map(step, Array.from({ length: ${COUNT} }, (_, i) => i), { key: (i) => "row-" + i }), { name: "w" });`;

const keysOf = (trace: Trace, status?: string): ReadonlySet<string | undefined> => {
  const keys = new Set<string | undefined>();
  for (let row = 0; row < trace.count; row += 1)
    if (nameAt(trace, row) === "step" && (trace.index[row] as number) >= 0)
      if (status === undefined || statusAt(trace, row) === status) keys.add(keyAt(trace, row));
  return keys;
};

it.each(STRATEGIES)("every item of a long map has its key under %s", async (strategy) => {
  const { trace, end } = await runProgram(program(""), strategy);
  expect(end.status).toBe("succeeded");
  expect(keysOf(trace)).toEqual(new Set(Array.from({ length: COUNT }, (_, i) => `row-${i}`)));
});

it.each(STRATEGIES)("so has an item that was skipped under %s", async (strategy) => {
  const { trace } = await runProgram(program(`if (n === 1) throw new Error("no");`), strategy);
  const skipped = keysOf(trace, "skipped");
  expect(skipped.size).toBeGreaterThan(0);
  for (const key of skipped) expect(key).toMatch(/^row-\d+$/);
});
