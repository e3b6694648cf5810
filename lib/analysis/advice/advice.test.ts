import { describe, expect, it } from "vitest";
import { runToEnd } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import { linesOf, PATTERNS } from "@/lib/model/strategy-patterns";
import { FLAG_INLINE } from "@/lib/protocol/rows";
import { laneOf, traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";
import { compare, type Measured } from "../report/compare";
import { pureWorkSpan } from "../simulation/scale";
import { simulationOf } from "../simulation/simulation";
import { defaultsForTests, inlineRun, opRun, poolRun } from "../testing/made-runs";
import { contentionOf } from "../time/contention";
import { overheadOf } from "../time/overhead";
import { waitingOf } from "../time/waiting";
import { type AdviceInput, advising } from "./advice";
import { comparingDurations } from "./crossover";
import type { FindingKind } from "./finding";
import { wordsOf } from "./sentence";

const equal = (n: number, ms: number) => Array.from({ length: n }, () => ms);
const settings = defaultsForTests;
const advise = (input: Omit<AdviceInput, "simulate">) =>
  runToEnd(advising({ ...input, simulate: simulationOf }));
const words = (sentence: Parameters<typeof wordsOf>[0]) =>
  wordsOf(
    sentence,
    ({ value, unit }) =>
      `${Math.round(value * 100) / 100}${unit === "times" ? " ×" : unit === "ms" ? " ms" : ""}`,
  );

/** Rounds of a made run, each `noise` ms longer. */
const measured = (
  strategy: StrategyName,
  trace: Trace,
  noise: readonly number[] = [0, 1, 2, 1, 0, 1],
): Measured => ({
  strategy,
  status: "succeeded",
  rounds: noise.map((more) => ({ wallMs: trace.wallMs + more })),
  trace,
});

const letters = [
  measured("sequential", inlineRun({ items: equal(26, 100), strategy: "sequential" })),
  measured("dynamic", opRun({ items: equal(26, 100), workers: 8, spawn: 40, transfer: 1 })),
  measured("pooled", poolRun({ items: equal(26, 100), workers: 8, spawn: 20, transfer: 1 })),
];

describe("compare", () => {
  const columns = compare(letters, 0.1);
  const [sequential, dynamic, pooled] = columns;

  it("has the rows of the table", () => {
    expect(columns.map(({ strategy }) => strategy)).toEqual(["sequential", "dynamic", "pooled"]);
    expect(columns.map(({ itemsByHand }) => itemsByHand)).toEqual([26, 1, 26]);
    expect(sequential?.overheadPerItemMs).toBeCloseTo(0, 9);
    expect(dynamic?.overheadPerItemMs).toBeCloseTo(42, 9);
    // 8 starts of 20 ms and 26 messages of 2.
    expect(pooled?.overheadPerItemMs).toBeCloseTo((160 + 52) / 26, 9);
    // A pool's workers live during the whole run, op workers only while they run.
    expect(pooled?.workerMs).toBeCloseTo(8 * (pooled?.wallMs.low ?? 0), 6);
    expect(dynamic?.workerMs).toBeCloseTo(26 * 142, 6);
  });
});

describe("waitingOf", () => {
  const of = (...runs: readonly (readonly [StrategyName, Trace])[]) => waitingOf(new Map(runs), 2);
  const alone = inlineRun({ items: equal(10, 20), strategy: "sequential" });

  it("finds waiting in what overlaps on one thread", () => {
    expect(
      of(["async", inlineRun({ items: equal(10, 20), strategy: "async", waits: true })]).share,
    ).toBeCloseTo(1, 6);
    const computing = of(["async", inlineRun({ items: equal(10, 20), strategy: "async" })]);
    expect(computing.share).toBe(0);
    expect(computing.finding.sentence.certain).toBe(true);
  });

  it("finds computing in what takes longer with more bodies than cores", () => {
    const computing = of(["sequential", alone], ["pooled", poolRun({ items: equal(16, 80), workers: 8 })]);
    expect(computing.share).toBeCloseTo(0, 6);
    const waiting = of(["sequential", alone], ["pooled", poolRun({ items: equal(16, 20), workers: 8 })]);
    expect(waiting.share).toBeCloseTo(1, 6);
  });

  it("names each task where there are several", () => {
    const page = (name: string, from: number, ms: number, index: number, worker: number) => ({
      id: 2 + index,
      parent: 0,
      name,
      worker,
      issued: from,
      started: from,
      ended: from + ms,
      settled: from + ms,
    });
    const run = (strategy: StrategyName, parse: number, at: (i: number) => number) =>
      traceOf(
        [
          {
            id: 0,
            kind: "workflow",
            name: "main",
            worker: 0,
            issued: 0,
            started: 0,
            ended: 900,
            settled: 900,
          },
          ...Array.from({ length: 16 }, (_, i) => ({
            ...page(
              i % 2 ? "parse" : "fetch",
              at(i),
              i % 2 ? parse : 50,
              i,
              strategy === "sequential" ? 0 : 1 + i,
            ),
            strategy,
            ...(strategy === "sequential" && { flags: FLAG_INLINE }),
          })),
        ],
        { wallMs: 900, workers: 8, lanes: Array.from({ length: 17 }, (_, lane) => laneOf(lane)) },
      );
    const alone = run("sequential", 20, (i) => i * 50);
    const crowded = run("pooled", 60, () => 1);
    const {
      share,
      finding: { sentence },
    } = of(["sequential", alone], ["pooled", crowded]);
    expect(words(sentence)).toMatch(
      /^With [\d.]+ parallel tasks on 2 cores, fetch waits \(1 × as long as alone\) and parse computes \(3 × as long as alone\)\.$/,
    );
    expect(share).toBeGreaterThan(0.6);
    expect(contentionOf(alone, crowded)).toBeCloseTo((8 * 50 + 8 * 60) / (8 * 50 + 8 * 20), 6);
    // Work is what the bodies took alone, not while they shared cores.
    const { work } = pureWorkSpan(crowded, { transferMs: 0, startMs: 0 }, alone);
    expect(work).toBeCloseTo(900, 6);
  });

  it("says when the data do not show it", () => {
    const {
      share,
      finding: { sentence },
    } = of(["sequential", alone], ["pooled", poolRun({ items: equal(16, 20), workers: 2 })]);
    expect(share).toBeUndefined();
    expect(sentence.certain).toBe(false);
    expect(of().share).toBeUndefined();
  });
});

describe("comparing durations", () => {
  it("finds the item duration at which pooled overtakes sequential", () => {
    // n·d against spawn + n/P·d + messages: d = (20 + 13·2) / (26 − 13) with 2 workers and items one by one.
    const traces = new Map<StrategyName, Trace>([
      ["sequential", inlineRun({ items: equal(26, 100), strategy: "sequential" })],
      ["pooled", poolRun({ items: equal(26, 100), workers: 2, spawn: 20, transfer: 1 })],
    ]);
    const found = runToEnd(comparingDurations(traces, { ...settings, workers: 2, chunk: 1 }, simulationOf));
    expect(found?.itemMs).toBe(100);
    expect(found?.crossovers.length).toBe(1);
    const [crossover] = found?.crossovers ?? [];
    expect(crossover).toMatchObject({ below: "sequential", above: "pooled" });
    expect(crossover?.itemMs).toBeGreaterThan((0.8 * 46) / 13);
    expect(crossover?.itemMs).toBeLessThan((1.2 * 46) / 13);
    expect(crossover?.lowMs).toBeLessThan(46 / 13);
    expect(crossover?.highMs).toBeGreaterThan(46 / 13);
  });
});

describe("advise", () => {
  const advice = advise({ measured: letters, settings, cores: 8, timerStepMs: 0.1 });
  const of = (kind: FindingKind) =>
    advice.findings.filter((finding) => finding.kind === kind).map(({ sentence }) => words(sentence));

  it("finds item durations, an overhead, a chunk size and a number of workers", () => {
    expect(of("crossover")[0]).toMatch(
      /^Below about [\d.]+ ms per item sequential is faster, above it pooled \(clear below [\d.]+ ms and above [\d.]+ ms\)\. An item of item takes 100 ms\.$/,
    );
    expect(of("op run overhead")).toEqual([
      "Each op run adds 42 ms. That is at most 0.1 of the total for items of 378 ms or longer (42 ms × 0.9 ÷ 0.1). Yours take 100 ms, so a pool or larger items save most of it.",
    ]);
    expect(of("chunk size")).toEqual([
      "Chunk size hardly matters: a message costs 2 ms, an item takes 100 ms.",
    ]);
    expect(of("workers")[0]).toMatch(
      /^About \d+ workers are enough for pooled \([\d.]+ to \d+ in another run\), more gain less than 0\.15:/,
    );
    expect(of("waiting")[0]).toMatch(/^Not enough data/);
  });

  it("has the figures that its sentences name", () => {
    for (const { sentence } of advice.findings) {
      for (const [, index] of sentence.text.matchAll(/\{(\d+)\}/g))
        expect(sentence.figures[Number(index)]).toBeDefined();
      for (const { value, low = value, high = value } of sentence.figures) {
        expect(Number.isFinite(value)).toBe(true);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }
    }
  });

  it("is empty if nothing succeeded", () => {
    const failed: Measured = {
      strategy: "pooled",
      status: "failed",
      rounds: [{ wallMs: 1 }],
      trace: poolRun({ items: [1], workers: 1 }),
    };
    expect(advise({ measured: [failed], settings, cores: 2, timerStepMs: 0.1 }).findings).toEqual([]);
    expect(advise({ measured: [], settings, cores: 2, timerStepMs: 0.1 }).findings).toEqual([]);
  });
});

describe("patterns", () => {
  it("count the lines of their code", () => {
    expect(PATTERNS.map(({ strategy }) => linesOf(strategy))).toEqual([2, 4, 13, 4, 15]);
  });
});

describe("overheadOf", () => {
  it("is the worker time besides bodies, per item", () => {
    expect(overheadOf(poolRun({ items: equal(10, 5), workers: 2, chunk: 5, spawn: 7, transfer: 3 }))).toEqual(
      {
        items: 10,
        perItemMs: (2 * 7 + 2 * 6) / 10,
      },
    );
  });
});
