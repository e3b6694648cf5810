import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import { type Answer, answerOf } from "./answer";
import type { Compared } from "./compared";
import { sentenceText } from "./figure-text";

const { report: base } = experiment({ strategies: ["pooled"], workers: 2, items: 3, itemMs: 1, rounds: 1 });
const [template] = base.strategies as [StrategyReport];

type Times = Partial<Record<StrategyName, readonly number[]>>;
type Change = (report: StrategyReport) => Partial<StrategyReport>;

function trialsOf(times: Times, change: Change = () => ({})): Compared[] {
  return STRATEGIES.flatMap((strategy) => {
    const rounds = times[strategy];
    if (rounds === undefined) return [];
    const sorted = [...rounds].sort((a, b) => a - b);
    const report: StrategyReport = {
      ...template,
      strategy,
      rounds: rounds.map((wallMs) => ({ wallMs })),
      wallMs: { median: sorted[sorted.length >> 1] ?? 0, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 },
    };
    return [{ info: { label: strategy, strategy }, report: { ...report, ...change(report) } }];
  });
}

const answer = (trials: readonly Compared[], more: Partial<Report> = {}, source = ""): Answer =>
  answerOf({ report: { ...base, ...more }, trials, source, advice: undefined });
const title = (times: Times, change?: Change): string =>
  sentenceText(answer(trialsOf(times, change)).verdict.sentence);

const CLEAR: Times = {
  sequential: [2000, 2100, 1900, 2000, 2050, 1990],
  dynamic: [800, 810, 790, 805, 800, 795],
  pooled: [400, 410, 390, 400, 405, 400],
};

describe("the verdict", () => {
  it("names the fastest, its time and by how much", () => {
    expect(title(CLEAR)).toBe("Pooled: 400 ms, 5× faster than sequential and 2× faster than dynamic");
    expect(answer(trialsOf(CLEAR))).toMatchObject({ isRanked: true, strategy: "pooled" });
  });

  it("does not rank trials without a clear difference, and recommends the simplest", () => {
    const level = { dynamic: [100, 104, 98, 101, 99, 100], pooled: [101, 99, 102, 100, 98, 103] };
    expect(title(level)).toBe("No clear difference between dynamic and pooled (100 ms)");
    expect(answer(trialsOf(level)).strategy).toBe("pooled");
  });

  it("ranks and advises nothing where a time scale divided what stand-ins took", () => {
    const stood: Change = () => ({ meters: { "stand-in ms": 10 } });
    const standIns = {
      tasks: [{ task: "a", ms: 10, spread: 0, does: "waits" as const, gives: { kind: "none" as const } }],
    };
    const withScale = (scale: number, times: Times) =>
      answer(trialsOf(times, stood), { settings: { ...base.settings, standIns: { ...standIns, scale } } });
    expect(withScale(1, CLEAR)).toMatchObject({ isRanked: true, strategy: "pooled" });
    const scaled = withScale(60, CLEAR);
    expect(scaled.verdict.kind).toBe("time scale");
    expect(scaled).toMatchObject({ isRanked: false, strategy: undefined, ideal: undefined, limits: [] });
    expect(scaled.warnings.map(({ kind }) => kind)).toEqual(["stand-ins"]);
    // A run that used none of them is one of bodies.
    const bodies = answer(trialsOf(CLEAR), {
      settings: { ...base.settings, standIns: { ...standIns, scale: 60 } },
    });
    expect(bodies.isRanked).toBe(true);
    expect(withScale(60, { pooled: CLEAR.pooled ?? [] }).verdict.kind).toBe("only one");
  });

  it("says that a run in the local mode compares nothing, and advises nothing", () => {
    const { warnings, limits, ideal } = answer(trialsOf({ sequential: CLEAR.sequential ?? [] }), {
      settings: { ...base.settings, mode: "local" },
    });
    expect(warnings.map(({ kind }) => kind)).toEqual(["local mode"]);
    expect(limits).toEqual([]);
    expect(ideal).toBeUndefined();
  });

  it("compares one of the strategies that run a program in the same way, and says so", () => {
    const { verdict, warnings } = answer(trialsOf(CLEAR), {
      program: { ...base.program, fansOutItself: true },
    });
    expect(sentenceText(verdict.sentence)).toBe("Pooled: 400 ms, 5× faster than sequential");
    expect(warnings.map(({ sentence }) => sentenceText(sentence))).toEqual([
      "Dynamic and pooled run this program in the same way, because it makes its own pools, processes and threads. Their times differ by chance; pooled is compared.",
    ]);
  });

  it("suggests more rounds, or more work", () => {
    const close = answer(trialsOf({ dynamic: [140], pooled: [100] }));
    expect(sentenceText(close.verdict.sentence)).toBe("Too close to call: run more rounds");
    expect(close.next[0]?.action).toEqual({ do: "set", setting: "rounds", value: 9 });
    expect(title({ dynamic: [0.01], pooled: [0.02] })).toBe("Too fast to compare with this browser's timer");
  });

  it("describes one trial, failures, and no trial", () => {
    expect(title({ pooled: [400] })).toBe("Pooled took 400 ms");
    const failing: Change = ({ strategy }) => (strategy === "dynamic" ? { status: "failed" } : {});
    expect(title({ dynamic: [90] }, failing)).toBe("Dynamic failed.");
    expect(title(CLEAR, failing)).toBe("Dynamic failed. Sequential and pooled finished.");
    expect(title({})).toBe("No strategy finished");
  });

  it("compares results before times", () => {
    const factors: Change = ({ strategy }) => ({
      output: strategy === "sequential" ? [10, 20, 30] : [1, 2, 3],
    });
    const source = "let factor = 1;\nexport default workflow(async () => {\n  factor = 10;\n});";
    const found = answer(trialsOf(CLEAR, factors), {}, source);
    expect(sentenceText(found.verdict.sentence)).toMatch(
      /^The strategies returned different results, so their times are not comparable\. .*Workers do not share variables/,
    );
    expect(found.different).toMatchObject({ path: "[0]", cause: "shared variable" });
    expect(found.verdict.action).toEqual({ do: "show difference" });
    const ordered: Change = ({ strategy }) => ({ output: { ids: strategy === "pooled" ? [2, 1] : [1, 2] } });
    expect(answer(trialsOf(CLEAR, ordered)).different).toMatchObject({ path: "ids", cause: "order" });
    const rounded: Change = ({ strategy }) => ({ output: strategy === "pooled" ? 0.1 + 0.2 : 0.3 });
    expect(answer(trialsOf(CLEAR, rounded)).isRanked).toBe(true);
  });
});

describe("the reason", () => {
  const reasonOf = (times: Times, change: Change): string => {
    const { reason } = answer(trialsOf(times, change));
    return reason ? sentenceText(reason.sentence) : "";
  };
  const parts = { spawn: 0, queue: 0, transfer: 0, compute: 0, idle: 0 };

  it("is the part in which the bars differ most", () => {
    const shortItems: Change = ({ strategy, counts }) => ({
      counts: {
        ...counts,
        peakParallel: strategy === "sequential" ? 1 : 8,
        workersStarted: strategy === "dynamic" ? 202 : 0,
      },
      breakdown: strategy === "dynamic" ? { ...parts, spawn: 80, compute: 20 } : { ...parts, compute: 1 },
    });
    const steady = (ms: number) => Array.from({ length: 6 }, () => ms);
    expect(
      reasonOf({ sequential: steady(900), dynamic: steady(1500), pooled: steady(200) }, shortItems),
    ).toBe(
      "Dynamic spent 80% of its worker time starting 202 workers; pooled starts none. Sequential ran 1 task at a time; pooled ran 8.",
    );
  });

  it("is not given where no part leads", () => {
    const even: Change = ({ strategy }) => ({
      breakdown: strategy === "sequential" ? { ...parts, spawn: 3, transfer: 3, compute: 4 } : parts,
    });
    expect(reasonOf({ sequential: CLEAR.sequential ?? [], pooled: CLEAR.pooled ?? [] }, even)).toBe("");
  });
});

describe("a limit", () => {
  const mapOf =
    (items: number): Change =>
    ({ counts, tree }) => ({
      counts: { ...counts, peakParallel: 25 },
      ...(tree && {
        tree: {
          ...tree,
          children: [{ ...tree, kind: "map", children: Array.from({ length: items }, () => tree) }],
        },
      }),
    });
  const limits = (items: number) => answer(trialsOf({ async: [224] }, mapOf(items))).limits;

  it("that binds is named, with the value that would not", () => {
    const [found] = limits(26);
    expect(found && sentenceText(found.sentence)).toBe(
      "Async was held back by a limit of 25 parallel tasks: item 26 waited for a second wave. Raise the limit to 26.",
    );
    expect(found?.action).toEqual({ do: "set", setting: "maxParallelism", value: 26 });
    expect(limits(25)).toEqual([]);
    expect(answer(trialsOf({ pooled: [224] }, mapOf(26))).limits).toEqual([]);
  });

  it("that the program declares is named as its own, under every strategy that had room", () => {
    const texts = (strategy: StrategyName, source: string, items = 26) =>
      answer(
        trialsOf({ [strategy]: [224] }, mapOf(items)),
        { settings: { ...base.settings, workers: 64 } },
        source,
      ).limits.map(({ sentence, action }) => [sentenceText(sentence), action]);
    for (const strategy of ["async", "dynamic", "pooled"] as const)
      for (const source of [
        "{ maxParallelism: 25 }",
        "map(t, items, { concurrency: 25 })",
        "{ replicas: 2, concurrency: 9 }, { concurrency: 25 }",
      ])
        expect(texts(strategy, source)).toEqual([
          [
            expect.stringMatching(
              /^\w+ ran at most 25 tasks in parallel, as the program declares \(`\w+: 25`\): its 26 items took at least 2 waves\.$/,
            ),
            undefined,
          ],
        ]);
    expect(texts("sequential", "{ maxParallelism: 25 }")).toEqual([]);
    expect(texts("pooled", "{ replicas: 2, concurrency: 25 }")).toEqual([]);
    expect(texts("async", "{ maxParallelism: 25 }", 25)).toEqual([]);
  });
});

describe("what is said", () => {
  const anyMs = fc.double({ min: 50, max: 5_000, noNaN: true });
  const anyTimes = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.subarray([...STRATEGIES], { minLength: 2 }))
    .chain(([rounds, names]) =>
      fc.record(
        Object.fromEntries(
          names.map((name) => [name, fc.array(anyMs, { minLength: rounds, maxLength: rounds })]),
        ),
      ),
    );

  it("ranks nothing where intervals overlap", () => {
    fc.assert(
      fc.property(anyTimes, (times: Times) => {
        const { verdict } = answer(trialsOf(times));
        for (const claim of verdict.claims) {
          if (claim.says !== "faster") continue;
          const [fast, slow] = [times[claim.label as StrategyName], times[claim.than as StrategyName]];
          const ratios = (slow ?? [])
            .map((ms, round) => ms / (fast?.[round] ?? Number.NaN))
            .sort((a, b) => a - b);
          // The second smallest bounds the interval from seven rounds on.
          expect(ratios[ratios.length >= 7 ? 1 : 0]).toBeGreaterThan(1);
        }
      }),
    );
  });

  it("ranks nothing in runs that failed, were stopped, resumed, have type errors or differ in their results", () => {
    const spoiled: readonly (readonly [Partial<Report>, Change])[] = [
      [{ resumed: true }, () => ({})],
      [{ typeErrors: 2 }, () => ({})],
      [{}, ({ strategy }) => (strategy === "pooled" ? { status: "failed" } : {})],
      [{}, ({ strategy }) => (strategy === "pooled" ? { status: "cancelled" } : {})],
      [{}, ({ strategy }) => ({ output: strategy })],
    ];
    fc.assert(
      fc.property(anyTimes, fc.constantFrom(...spoiled), (times: Times, [more, change]) => {
        const all = trialsOf({ ...times, pooled: times.sequential ?? times.async ?? [1] }, change);
        const found = answer(all, more);
        expect(found).toMatchObject({
          isRanked: false,
          strategy: undefined,
          reason: undefined,
          limits: [],
          changes: [],
          next: [],
          details: [],
          ideal: undefined,
        });
        expect(found.verdict.claims).toEqual([]);
      }),
    );
  });

  it("warns of type errors, of NaN and undefined in results, and of a hidden tab", () => {
    const empty: Change = () => ({ output: [{ $fanout: "number", value: "NaN" }, { $fanout: "undefined" }] });
    const { warnings } = answer(trialsOf(CLEAR, empty), {
      environment: { ...base.environment, hidden: true },
    });
    expect(warnings.map(({ sentence }) => sentenceText(sentence))).toEqual([
      "The result under sequential contains 1 NaN and 1 undefined: check for a missing await or argument.",
      "This tab was in the background during the run, so times may be too long. Run again and keep the tab visible.",
    ]);
    expect(answer(trialsOf(CLEAR), { typeErrors: 1 }).verdict.kind).toBe("type errors");
  });

  it("compares nothing where pools, processes and threads ran one after the other", () => {
    const text =
      "Pools, processes and threads ran one after the other. This browser has no JavaScript Promise Integration, so Python cannot wait in a plain function. The times are not those of parallel work.";
    const found = answer(trialsOf(CLEAR, () => ({ inline: true })));
    expect(found).toMatchObject({ isRanked: false, warnings: [], reason: undefined, details: [], next: [] });
    expect(sentenceText(found.verdict.sentence)).toBe(text);
    // A failure is the verdict: then the times are warned of above it.
    const failed = answer(trialsOf(CLEAR, () => ({ inline: true, status: "failed" })));
    expect(failed.verdict.kind).toBe("failed");
    expect(failed.warnings.map(({ sentence }) => sentenceText(sentence))).toEqual([text]);
    const some = answer(trialsOf(CLEAR, ({ strategy }) => (strategy === "pooled" ? { inline: true } : {})));
    expect(sentenceText(some.verdict.sentence)).toContain("one after the other under pooled.");
  });
});
