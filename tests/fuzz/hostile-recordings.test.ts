import fc from "fast-check";
import { expect, test } from "vitest";
import { answerTo } from "@/lib/analysis/answers";
import type { Question } from "@/lib/analysis/questions";
import { buildReport, type MeasuredTrial } from "@/lib/analysis/report/report";
import { isIncremental, runToEnd } from "@/lib/base/incremental";
import { outputText } from "@/lib/engine/output";
import { defaultSettings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import { fromTrialSchema, type TrialDone } from "@/lib/protocol/page";
import { reportSchema } from "@/lib/protocol/report";
import { FLAG_INLINE, FLAG_ITEM, ID_SPACE, type Lane } from "@/lib/protocol/rows";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { batchFromSpans, type SpanObject } from "@/lib/trace/from-spans";
import { TEST_TRIAL } from "@/lib/trace/testing";

/** What a lying runner, or a lying sandbox, has a page show: all of it gets an answer, soon. In `npm run test:slow` more of them. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 400);

const time = fc.oneof(
  fc.constantFrom(0, 1e8, -1e8, 1e308, -1e308, Number.NaN, Number.POSITIVE_INFINITY, 5e-324, 3e11),
  fc.integer({ min: 0, max: 110 }),
);
const bytes = fc.constantFrom(0, 8, Number.MAX_SAFE_INTEGER, 1e300, Number.NaN);

const span = fc.record({
  up: fc.nat(),
  space: fc.nat(3),
  kind: fc.constantFrom<NonNullable<SpanObject["kind"]>[]>(
    "workflow",
    "dynamic",
    "task",
    "task",
    "map",
    "group",
    "trace",
    "process",
  ),
  status: fc.constantFrom<NonNullable<SpanObject["status"]>[]>(
    "running",
    "succeeded",
    "failed",
    "interrupted",
    "skipped",
    "cancelled",
  ),
  worker: fc.constantFrom(-1, 0, 1, 2, 2 ** 31 - 1),
  size: fc.constantFrom(1, 1, 1, 2, 300),
  flags: fc.constantFrom(0, FLAG_INLINE, FLAG_ITEM, 255),
  attempt: fc.constantFrom(1, 1, 2, 65_535),
  times: fc.array(time, { minLength: 6, maxLength: 6 }),
  bytesIn: bytes,
  bytesOut: bytes,
  slept: bytes,
  computed: bytes,
});

const lane = fc.record({
  lane: fc.constantFrom(0, 1, 2, 2 ** 31 - 1),
  role: fc.constantFrom<Lane["role"]>("driver", "pool", "op", "process"),
  label: fc.constantFrom("", "pool", "x".repeat(300)),
  requested: time,
  ready: time,
  ended: time,
});

const note = fc.record({
  id: fc.constantFrom(0, 1, ID_SPACE, -1, Number.NaN),
  attempt: fc.constantFrom(1, 2, 2 ** 40),
  key: fc.constantFrom(undefined, "k"),
  meters: fc.dictionary(fc.string({ maxLength: 3 }), fc.constantFrom(1, -1e100, 1e100, 1e308, Number.NaN)),
});

const tick = fc
  .record({
    spans: fc.array(span, { maxLength: 20 }),
    lanes: fc.array(lane, { maxLength: 4 }),
    notes: fc.array(note, { maxLength: 4 }),
    time,
  })
  .map(({ spans, lanes, notes, time }) => ({
    type: "tick",
    time,
    batches: [batchFromSpans(0, [{ id: 0, kind: "workflow" }, ...spans.map(objectOf)])],
    notes,
    lanes,
    logs: [],
    logsDropped: 0,
    done: 1,
    total: 1,
  }));

function objectOf(
  { up, space, times, ...rest }: typeof span extends fc.Arbitrary<infer T> ? T : never,
  at: number,
): SpanObject {
  const [issued, dispatched, received, started, ended, settled] = times;
  return {
    ...rest,
    id: space * ID_SPACE + 1 + at * 400,
    parent: up % (at + 1) === 0 ? 0 : space * ID_SPACE + 1 + (up % (at + 1)) * 400,
    index: rest.flags === FLAG_ITEM ? at : -1,
    issued,
    dispatched,
    received,
    started,
    ended,
    settled,
  };
}

function recorded(
  ticks: readonly unknown[],
  wallMs: number,
  strategy: StrategyName,
): MeasuredTrial & { readonly strategy: StrategyName } {
  const builder = new TraceBuilder({ info: { ...TEST_TRIAL, strategy }, workers: 2 });
  for (const each of ticks) {
    const read = fromTrialSchema.safeParse(each);
    if (!read.success || read.data.type !== "tick") continue;
    for (const batch of read.data.batches) builder.add(batch);
    for (const note of read.data.notes) builder.note(note);
    for (const lane of read.data.lanes) builder.lane(lane);
    builder.progress(read.data.time);
  }
  const outcome: TrialDone = {
    type: "done",
    status: "succeeded",
    wallMs,
    output: outputText(null),
    artifacts: [],
    refused: [],
  };
  // Otherwise the run has failed, and the page knows no more than the last tick.
  const taken = fromTrialSchema.safeParse(outcome).success ? wallMs : builder.snapshot().wallMs;
  return { strategy, trace: builder.finish({ wallMs: taken }), outcome: { ...outcome, wallMs: taken } };
}

test("every question about a hostile recording has an answer, and every report of it fits its schema", () => {
  const settings = defaultSettings(2);
  let longest = 0;
  fc.assert(
    fc.property(
      fc.array(tick, { minLength: 1, maxLength: 3 }),
      fc.array(tick, { maxLength: 1 }),
      time,
      (ticks, others, wallMs) => {
        const trials = [recorded(ticks, wallMs, "pooled"), recorded(others, 5, "sequential")];
        const since = performance.now();
        const report = buildReport({
          program: { name: "p", hash: "h" },
          inputs: {},
          settings,
          environment: { cores: 2, userAgent: "", crossOriginIsolated: false, timerStepMs: 0.1 },
          strategies: trials.map((trial) => ({ strategy: trial.strategy, rounds: [trial] })),
        });
        expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
        const simulated = { ...settings, cores: 2 };
        const questions: Exclude<Question, { type: "read" | "open" }>[] = [
          { type: "figures", timerStepMs: 0.1 },
          { type: "tree" },
          { type: "chart", mode: "workers" },
          { type: "path" },
          { type: "breakdown" },
          { type: "tasks" },
          { type: "advice", report },
          { type: "scale", settings: simulated },
        ];
        for (const question of questions) {
          const answer = answerTo(
            trials.map(({ trace }) => trace),
            question,
          );
          if (isIncremental<unknown>(answer)) runToEnd(answer);
        }
        longest = Math.max(longest, performance.now() - since);
      },
    ),
    { numRuns },
  );
  expect(longest).toBeLessThan(20_000);
});
