import { describe, expect, it } from "vitest";
import { MAX_SPANS } from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import { runProgram } from "./testing/run-program";

const program = (
  entry: string,
) => `import { task, dynamic, workflow, map, sleep, environment, Process } from "fanout";
const own = environment({ name: "own", reuse: { replicas: 2 } });
const inOwn = own.task(async (x) => { await sleep(10); return x; }, { name: "inOwn" });
const t = task(async (x) => { await sleep(10); return x; }, { name: "t" });
const starts = dynamic(async (x) => { const process = new Process(t, x); await process.start(); return process.join(); }, { name: "starts" });
const mixes = dynamic(async (x) => [await inOwn(x), await t(x)], { name: "mixes" });
export default workflow(async () => { ${entry} }, { name: "entry" });`;

const bounds = (workers: number) => ({
  workers: 2,
  bounds: { workers, spans: MAX_SPANS, tickMs: 50 },
  timeoutMs: 2_000,
});

describe.each(STRATEGIES)("at the bound of workers, under %s", (strategy) => {
  it.each([1, 2, 3])("kept workers do not starve other pools or processes (%i workers)", async (workers) => {
    const sources = [
      "const first = await map(t, [1, 2, 3, 4]); return [...first, ...(await map(inOwn, [5, 6])), ...(await map(t, [7]))];",
      "const seen = []; for (let i = 1; i <= 7; i++) seen.push(await (i % 2 ? t(i) : inOwn(i))); return seen;",
      'const first = await map(t, [1, 2], { strategy: "pooled" }); const process = new Process(t, 3); await process.start(); return [...first, await process.join(), 4, 5, 6, 7];',
      'return [...(await map(t, [1, 2], { strategy: "pooled" })), ...(await map(t, [3, 4], { strategy: "dynamic" })), 5, 6, 7];',
    ];
    for (const source of sources) {
      const { end, host } = await runProgram(program(source), strategy, bounds(workers));
      expect(end).toMatchObject({ status: "succeeded", output: [1, 2, 3, 4, 5, 6, 7] });
      expect(host.mostAlive).toBeLessThanOrEqual(workers + 1);
    }
  });

  it.each([1, 2, 3])("bodies that wait do not keep others from running (%i workers)", async (workers) => {
    for (const given of ["undefined", '{ strategy: "pooled" }', '{ strategy: "dynamic" }']) {
      const started = await runProgram(
        program(`return map(starts, [1, 2, 3, 4], ${given});`),
        strategy,
        bounds(workers),
      );
      expect(started.end).toMatchObject({ status: "succeeded", output: [1, 2, 3, 4] });
      const mixed = await runProgram(
        program(`return map(mixes, [1, 2, 3], ${given});`),
        strategy,
        bounds(workers),
      );
      expect(mixed.end).toMatchObject({
        status: "succeeded",
        output: [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
      });
    }
  });
});
