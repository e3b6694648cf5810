import fc from "fast-check";
import { gunzipSync, strFromU8, strToU8 } from "fflate";
import { expect, test } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { answerTo } from "@/lib/analysis/answers";
import type { Question } from "@/lib/analysis/questions";
import { runOfTraceFile } from "@/lib/app/run/run-of-trace-file";
import { traceFileOf } from "@/lib/app/run/trace-file-of";
import { isIncremental, runToEnd } from "@/lib/base/incremental";
import { reportSchema } from "@/lib/protocol/report";
import { anyText, bentAnywhere } from "@/lib/testing/arbitraries";
import { readTraceFile } from "@/lib/trace/file/read";
import { writeTraceFile } from "@/lib/trace/file/write";
import { expectWords, onPage } from "./expectations";

/** In `npm test`; any number by `npm run fuzz -- RUNS [SEED]`. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 100);

const QUESTIONS: readonly Exclude<Question, { type: "read" | "open" }>[] = [
  { type: "figures", timerStepMs: 0.1 },
  { type: "tree" },
  { type: "chart", mode: "workers" },
  { type: "path" },
  { type: "breakdown" },
  { type: "tasks" },
];

const run = runOf(
  experiment({ strategies: ["sequential", "pooled"], workers: 2, items: 3, itemMs: 5, rounds: 1 }),
);

async function saved(): Promise<Uint8Array<ArrayBuffer>> {
  const file = traceFileOf(run);
  if (file === undefined) throw new Error("nothing to save");
  return new Uint8Array(await (await writeTraceFile(file)).arrayBuffer());
}

test("a trace file with anything in any place is opened whole, or refused in words", async () => {
  const packed = await saved();
  const text = strFromU8(gunzipSync(packed));
  const splice = (whole: string) =>
    fc
      .tuple(fc.nat(whole.length), fc.nat(30), anyText)
      .map(([at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length));
  const content = fc.oneof(
    { weight: 6, arbitrary: bentAnywhere(JSON.parse(text)).map(jsonOf) },
    { weight: 1, arbitrary: splice(text) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(packed.length - 1), fc.nat(255)).map(damaged(packed)) },
  );
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      const read = await readTraceFile(new Blob([bytes]));
      if (!read.ok) return expectWords(read.message);
      const made = onPage(() => runOfTraceFile(read));
      if (!made.ok) return expectWords(made.message);
      opened += 1;
      expect(reportSchema.safeParse(JSON.parse(JSON.stringify(made.run.report))).error).toBeUndefined();
      expect(new Set(made.run.trials.map(({ info }) => info.trialId)).size).toBe(made.run.trials.length);
      const traces = made.run.trials.flatMap(({ trace }) => trace ?? []);
      if (traces.length === 0) return;
      for (const question of QUESTIONS) {
        const answer = onPage(() => answerTo(traces, question));
        if (isIncremental<unknown>(answer)) runToEnd(answer);
      }
    }),
    { numRuns },
  );
  // Much of what is put in is allowed there: otherwise nothing that is opened would be tested.
  expect(opened).toBeGreaterThan(numRuns / 20);
});

function jsonOf(value: unknown): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(strToU8(JSON.stringify(value) ?? ""));
  } catch {
    return new Uint8Array();
  }
}

const damaged =
  (whole: Uint8Array<ArrayBuffer>) =>
  ([at, byte]: readonly [number, number]): Uint8Array<ArrayBuffer> => {
    const copy = whole.slice();
    copy[at] = byte;
    return copy;
  };
