import { sources } from "@/lib/examples/sources.generated";
import { STRATEGIES } from "@/lib/model/strategy";
import { expect, strategyOf, test } from "./support/embed";

const PIECE_MS = 100;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

test("letters: every strategy returns the alphabet, and none is faster than its waves allow", {
  tag: "@slow",
}, async ({ embed }) => {
  const report = await embed.run(sources.letters ?? "", {
    inputs: { pieceMs: PIECE_MS },
    settings: { strategies: [...STRATEGIES], workers: 8 },
  });
  expect(report.inputs).toEqual({ pieceMs: PIECE_MS });
  expect(report.settings.workers).toBe(8);
  for (const strategy of STRATEGIES) {
    const part = strategyOf(report, strategy);
    expect(part.error, strategy).toBeUndefined();
    expect(part, strategy).toMatchObject({ status: "succeeded", output: ALPHABET });
    expect(part.counts, strategy).toMatchObject({ spans: 30, retries: 0, failed: 0 });
  }
  // A sleep is never shorter than asked for; how much longer it takes depends on the machine.
  const wall = (strategy: string): number => strategyOf(report, strategy).wallMs.median;
  expect(wall("sequential")).toBeGreaterThanOrEqual(26 * PIECE_MS);
  expect(wall("pooled")).toBeGreaterThanOrEqual(Math.ceil(26 / 8) * PIECE_MS);
  expect(wall("dynamic")).toBeGreaterThanOrEqual(Math.ceil(26 / 8) * PIECE_MS);
  expect(wall("pooled")).toBeLessThan(wall("sequential"));
  const counts = (strategy: string) => strategyOf(report, strategy).counts;
  expect(counts("sequential")).toMatchObject({ opRuns: 1, workersStarted: 0, peakParallel: 1 });
  expect(counts("dynamic")).toMatchObject({ opRuns: 28, workersStarted: 28 });
  expect(counts("pooled")).toMatchObject({ opRuns: 3, workersStarted: 8 });
  expect(counts("dynamic").peakParallel).toBeLessThanOrEqual(8);
  expect(counts("pooled").peakParallel).toBeLessThanOrEqual(8);
});

test("the parts of a breakdown add up to the lanes' time", async ({ embed }) => {
  const report = await embed.run(sources.letters ?? "", {
    inputs: { pieceMs: 10 },
    settings: { workers: 4 },
  });
  const { breakdown, wallMs } = strategyOf(report, "pooled");
  const sum = Object.values(breakdown).reduce((total, part) => total + part, 0);
  expect(sum / wallMs.median).toBeCloseTo(4, 3);
});

test("rounds are counted, and the median is one of them or between two", async ({ embed }) => {
  const report = await embed.run(sources.letters ?? "", {
    inputs: { pieceMs: 1 },
    settings: { strategies: ["async", "pooled"], rounds: 3 },
  });
  for (const { rounds, wallMs } of report.strategies) {
    const times = rounds.map((round) => round.wallMs).sort((a, b) => a - b);
    expect(times).toHaveLength(3);
    expect(wallMs.median).toBe(times[1]);
  }
  const seen = (await embed.messages()).flatMap((message) =>
    message.type === "fanout:progress" ? [message.round] : [],
  );
  expect(new Set(seen)).toEqual(new Set([1, 2, 3]));
});

test("the results of a map are in input order, whatever order they finish in", async ({ embed }) => {
  const code = `import { map, sleep, task, workflow } from "fanout";
const wait = task(async (n: number) => {
  await sleep(n % 2 === 0 ? 30 : 1);
  return n * n;
});
export default workflow(() => map(wait, [0, 1, 2, 3, 4, 5, 6, 7]), { name: "order" });
`;
  const report = await embed.run(code, { settings: { strategies: [...STRATEGIES], workers: 4, chunk: 1 } });
  for (const part of report.strategies)
    expect(part.output, part.strategy).toEqual([0, 1, 4, 9, 16, 25, 36, 49]);
});
