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
    expect(computing.sentence.certain).toBe(true);
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
    const { share, sentence } = of(["sequential", alone], ["pooled", crowded]);
    expect(words(sentence)).toMatch(
      /^With [\d.]+ at once on 2 cores, fetch waits \(1 × as long as alone\) and parse computes \(3 × as long as alone\)\.$/,
    );
    expect(share).toBeGreaterThan(0.6);
    expect(contentionOf(alone, crowded)).toBeCloseTo((8 * 50 + 8 * 60) / (8 * 50 + 8 * 20), 6);
    // Work is what the bodies took alone, not while they shared cores.
    const { work } = pureWorkSpan(crowded, { transferMs: 0, startMs: 0 }, alone);
    expect(work).toBeCloseTo(900, 6);
  });

  it("says when the data do not show it", () => {
    const { share, sentence } = of(
      ["sequential", alone],
      ["pooled", poolRun({ items: equal(16, 20), workers: 2 })],
    );
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
    expect(found?.crossovers[0]).toMatchObject({ below: "sequential", above: "pooled", certain: true });
    expect(found?.crossovers[0]?.itemMs).toBeCloseTo((20 + 26) / 13, 2);
  });
});

describe("advise", () => {
  const advice = advise({ measured: letters, settings, cores: 8, timerStepMs: 0.1 });
  const about = (topic: string) =>
    advice.sentences.filter((said) => said.about === topic).map(({ sentence }) => words(sentence));

  it("recommends a strategy, an item duration, a chunk size and a number of workers", () => {
    expect(advice.strategy).toBe("pooled");
    expect(about("strategy")).toEqual([
      "Take pooled: 429 ms in the median of 6 rounds; the next, dynamic, takes 1.33 × as long.",
    ]);
    expect(about("crossover")[0]).toMatch(
      /^Sequential is faster for items below [\d.]+ ms, pooled above; an item of item takes 100 ms\.$/,
    );
    expect(about("op runs")).toEqual([
      "An op run costs 42 ms on top of its work. For items of 378 ms and longer that is at most a tenth of the whole; today's take 100 ms, so a pool or larger pieces spare most of it.",
    ]);
    expect(about("chunk")).toEqual([
      "A message costs 2 ms and an item takes 100 ms: items can go one by one, and the chunk size hardly matters.",
    ]);
    expect(about("workers")[0]).toMatch(/^Up to 32 workers help under pooled/);
    expect(about("waiting")[0]).toMatch(/^The data cannot tell/);
  });

  it("has the figures that its sentences name", () => {
    for (const { sentence } of advice.sentences) {
      for (const [, index] of sentence.text.matchAll(/\{(\d+)\}/g))
        expect(sentence.figures[Number(index)]).toBeDefined();
      for (const { value } of sentence.figures) expect(Number.isFinite(value)).toBe(true);
    }
  });

  it("recommends the simpler of two equal strategies", () => {
    const same = poolRun({ items: equal(8, 100), workers: 8 });
    const level = [
      measured("dynamic", same, [0, 1, 0, 1, 0, 1]),
      measured("pooled", same, [1, 0, 1, 0, 1, 0]),
    ];
    const told = advise({ measured: level, settings, cores: 8, timerStepMs: 0.1 });
    expect(told.strategy).toBe("pooled");
    expect(words(told.sentences[0]?.sentence ?? { text: "", figures: [], certain: true })).toContain(
      "does not differ clearly from dynamic",
    );
  });

  it("is empty if nothing succeeded", () => {
    const failed: Measured = {
      strategy: "pooled",
      status: "failed",
      rounds: [{ wallMs: 1 }],
      trace: poolRun({ items: [1], workers: 1 }),
    };
    expect(advise({ measured: [failed], settings, cores: 2, timerStepMs: 0.1 }).sentences).toEqual([]);
    expect(advise({ measured: [], settings, cores: 2, timerStepMs: 0.1 }).strategy).toBeUndefined();
    const alone = advise({ measured: letters.slice(2), settings, cores: 8, timerStepMs: 0.1 });
    expect(alone.sentences[0]?.sentence.text).toMatch(/^Only pooled was run /);
    const half = { ...failed, strategy: "dynamic" } satisfies Measured;
    const told = advise({ measured: [...letters.slice(2), half], settings, cores: 8, timerStepMs: 0.1 });
    expect(told.sentences[0]?.sentence.text).toMatch(/^Only pooled came to its end /);
  });
});

describe("patterns", () => {
  it("count the lines of their code", () => {
    expect(PATTERNS.map(({ strategy }) => linesOf(strategy))).toEqual([2, 4, 13, 4, 14]);
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
