import { expect, it } from "vitest";
import { openFiles } from "@/lib/analysis/record/open";
import { packedRecord } from "../../bench/enlarged-record.mjs";

/** 10,000 in `npm run test:slow`. */
const steps = Number(process.env.FANOUT_RUNS ?? 0) >= 10_000 ? 10_000 : 1_000;

it("opens a Dagster record of thousands of steps in a few seconds", async () => {
  const file = new Blob([new Uint8Array(packedRecord(steps))]);
  const since = performance.now();
  const read = await openFiles([{ name: "large", file }], 0, () => undefined);
  const took = performance.now() - since;
  const [trace] = read.ok ? read.trials : [];
  expect(trace?.record?.counts.items).toBe(24 * Math.ceil(steps / 24));
  console.info(`opened ${steps} steps in ${Math.round(took)} ms`);
  // 3 s for 10,000 on an idle machine with 2 cores; others run beside this.
  expect(took).toBeLessThan(1.5 * steps + 5_000);
}, 120_000);
