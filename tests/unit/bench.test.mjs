import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as statistics from "@/lib/analysis/report/statistics";
import { compile } from "@/lib/language/typescript/compile";
import { keepAwake } from "../../bench/awake.mjs";
import { documentOf } from "../../bench/document.mjs";
import { groups, groupsNamed } from "../../bench/groups/index.mjs";
import { idealSpeedup } from "../../bench/groups/pools.mjs";
import { growthPlot, growthTables, slopeOf } from "../../bench/growth.mjs";
import { judge, measureGroup, planRounds } from "../../bench/measure.mjs";
import { cut, inChunks, inLists, put, squareAll, squareList } from "../../bench/peers/peer";
import { wrongSquares } from "../../bench/peers/serve";
import { SHOWN, speedTable, withPart } from "../../bench/readme.mjs";
import { longest, mainThread, workOfFrames } from "../../bench/site.mjs";
import { digits, groupTable } from "../../bench/table.mjs";

const machine = { cores: 2, browser: "none", crossOriginIsolated: true, timerStepMs: 0.005 };

describe("the benchmark's rows", () => {
  const samples = new Map([
    ["ours", [2, 4, 6]],
    ["theirs", [1, 4, 2]],
  ]);
  const row = { what: "", against: "", over: "ours", under: "theirs" };

  it("take the median of the rounds' own ratios, not the ratio of the medians", () => {
    expect(judge(row, samples, statistics, 0.005).ratio).toEqual({ median: 2, low: 1, high: 3 });
  });

  it("reach their goal by the median, from either side, and have no result without a goal", () => {
    const reached = (goal) => judge({ ...row, ...goal }, samples, statistics, 0.005).reached;
    expect([reached({ most: 2 }), reached({ most: 1.9 })]).toEqual([true, false]);
    expect([reached({ least: 2 }), reached({ least: 2.1 })]).toEqual([true, false]);
    expect([reached({ least: 2, scale: 2 }), reached({ least: 1, scale: 2 })]).toEqual([false, true]);
    expect(reached({ least: 1.9, most: 2.1 })).toBe(true);
    expect([reached({ least: 2.1, most: 3 }), reached({ least: 1, most: 1.9 })]).toEqual([false, false]);
    expect(reached({})).toBeUndefined();
    const clear = (goal) => judge({ ...row, ...goal }, samples, statistics, 0.005).clear;
    expect([clear({ most: 2 }), clear({ most: 3.1 }), clear({ least: 0.9 }), clear({})]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it("name existing contenders, once each, with their goals", () => {
    for (const quick of [true, false]) {
      for (const group of groups) {
        const lab = { quick, machine, msPerUnit: 1 };
        const names = group.contenders(lab).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        for (const { over, under } of group.rows(lab))
          expect(names).toEqual(expect.arrayContaining([over, under]));
        expect(group.rows(lab).some(({ most, least }) => (most ?? least) !== undefined)).toBe(true);
      }
    }
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
  });
});

describe("groups by name", () => {
  const named = (...names) => groupsNamed(names).map(({ name }) => name);

  it("are found by a group's name, or by a family's", () => {
    expect(named("op", "call")).toEqual(["call", "op"]);
    expect(named("work")).toEqual(["busy-1us", "busy-10us", "busy-100us"]);
    expect(named("busy-1us", "work", "squares")).toHaveLength(4);
  });

  it("are refused if there is none of that name", () => {
    expect(() => named("call", "wrok")).toThrow(/no group "wrok"\. Groups: squares, .*work/);
  });
});

describe("rounds", () => {
  const group = (log, failing) => ({
    name: "g",
    title: "t",
    rounds: { full: 3, quick: 1 },
    contenders: () =>
      ["a", "b"].map((name) => ({
        name,
        label: name,
        open: async () => void log.push(`open ${name}`),
        close: async () => void log.push(`close ${name}`),
        sample: async (warmUp) => {
          if (name === failing) throw new Error("no answer");
          log.push(warmUp ? `(${name})` : name);
          return log.length;
        },
      })),
    rows: () => [{ what: "a", against: "÷ b", over: "a", under: "b", most: 1 }],
    notes: () => ["a note"],
  });
  const run = (log, quick, failing) =>
    measureGroup(group(log, failing), { quick, machine }, statistics, () => undefined);

  it("alternate their order after a warm-up that is discarded", async () => {
    const log = [];
    const { contenders } = await run(log, false);
    expect(log.join(" ")).toBe("open a open b (a) (b) a b b a a b close a close b");
    expect(contenders.map(({ ms }) => ms.rounds)).toEqual([
      [5, 8, 9],
      [6, 7, 10],
    ]);
  });

  it("are fewer with --quick, and close what they opened when one fails", async () => {
    const log = [];
    await run(log, true);
    expect(log.filter((entry) => entry === "a")).toHaveLength(1);
    const broken = [];
    await expect(run(broken, true, "b")).rejects.toThrow("no answer");
    expect(broken.slice(-2)).toEqual(["close a", "close b"]);
  });

  it("are printed with their goal and whether it was reached", async () => {
    const table = groupTable(await run([], false));
    expect(table).toContain("t   [g]");
    expect(table).toMatch(/a +÷ b +0\.9 +0\.833 … 1\.14 +≤ 1 +reached, though not in every round/);
    expect(table).toContain("· a note");
  });
});

describe("rounds under a condition", () => {
  it("start it before anything is opened, and end it afterwards, also on failure", async () => {
    for (const failing of [undefined, "a"]) {
      const log = [];
      const under = async () => {
        log.push("begins");
        return async () => void log.push("ends");
      };
      const contender = (name) => ({
        name,
        label: name,
        open: async () => void log.push("open"),
        sample: async () => {
          if (name === failing) throw new Error("no answer");
          return 1;
        },
      });
      const group = {
        name: "g",
        title: "t",
        rounds: { full: 1, quick: 1 },
        contenders: () => [contender("a")],
        rows: () => [],
        notes: () => [],
        under,
      };
      await measureGroup(group, { quick: true, machine }, statistics, () => undefined).catch(() => undefined);
      expect(log).toEqual(["begins", "open", "ends"]);
    }
  });

  it("run each contender once per round, in the reverse order of the round before", () => {
    expect(planRounds(["a", "b", "c"], 3).map((round) => round.join(""))).toEqual(["abc", "cba", "abc"]);
  });

  it("that keep cores awake end only when their processes have ended", async () => {
    // Settles with the last one's exit.
    const end = await keepAwake(2);
    await expect(end()).resolves.toBeUndefined();
  });
});

it("the page of the last run has every group, its ratios and the machine", () => {
  const ms = { median: 2, low: 1, high: 3, rounds: [1, 2, 3] };
  const page = documentOf({
    at: "2026-01-02T03:04:05.000Z",
    seconds: 12.3,
    quick: false,
    machine: { ...machine, processor: "A|B", loadBefore: 0.1, loadAfter: 1 },
    groups: [
      {
        name: "g",
        title: "title",
        notes: ["a note"],
        contenders: [{ name: "a", label: "who", ms }],
        rows: [
          {
            what: "a",
            against: "÷ b",
            ratio: { median: 2, low: 1, high: 3 },
            most: 1.6,
            reached: false,
            clear: false,
          },
          { what: "a", against: "÷ c", ratio: { median: 2, low: 1, high: 3 }, clear: true },
        ],
      },
    ],
  });
  expect(page).toContain("- 2026-01-02, a full run of 12 s");
  expect(page).toContain("A|B, 2 cores");
  expect(page).toContain("0 of 1 goals reached");
  expect(page).toContain("| who | 2 | 1 … 3 | 3 |");
  expect(page).toContain("| a ÷ b | 2 | 1 … 3 | ≤ 1.6 | NOT reached, though not in every round |");
  expect(page).toContain("| a ÷ c | 2 | 1 … 3 |  | for comparison |");
  expect(page).toContain("- a note");
});

describe("documents that a full run writes", () => {
  const sizes = [10, 100, 1_000];
  const contender = (name, median) => ({ name, label: name, ms: { median, low: median, high: median } });
  const growing = {
    name: "growth-x",
    growth: { what: "x", unit: "things", sizes, series: [{ name: "fanout", label: "Fanout" }] },
    contenders: sizes.map((size) => contender(`fanout ${size}`, size * 2)),
    rows: [],
  };

  it("have the slope of each series: 1 where cost is linear, 0 where it is constant", () => {
    expect(slopeOf(sizes.map((size) => [size, 3 * size]))).toBeCloseTo(1);
    expect(slopeOf(sizes.map((size) => [size, 5]))).toBeCloseTo(0);
    expect(slopeOf(sizes.map((size) => [size, size ** 2]))).toBeCloseTo(2);
    expect(growthTables([growing])).toMatch(/\| 1,000 \| 2,000 \|\n\| slope, all \| 1 \|/);
    expect(growthPlot([growing])).toContain("Fanout: slope 1");
    expect(growthPlot([])).toMatch(/^<svg/);
  });

  it("have the places for what is made", () => {
    for (const [file, part] of [
      ["README.md", "speed"],
      ["docs/measuring.md", "growth"],
    ]) {
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
      const made = withPart(text, part, "a table");
      expect(made).toContain("\na table\n<!-- end of");
      expect(withPart(made, part, "a table")).toBe(made);
    }
    expect(() => withPart("nothing", "speed", "")).toThrow("no part");
  });

  it("have a row of the README's table for each that was measured", () => {
    const ratio = { median: 1.5, low: 1, high: 2 };
    const row = { over: "fanout", under: "raw", ratio, most: 1.3, reached: false, clear: true };
    const results = {
      at: "2026-01-02",
      machine: { ...machine, processor: "P" },
      groups: [{ name: "op", rows: [row] }],
    };
    expect(speedTable(results)).toContain("÷ bare new Worker | 1.5 | 1 … 2 | ≤ 1.3 | NOT reached |");
    expect(speedTable(results).match(/^\| /gm)).toHaveLength(3);
  });

  it("name rows of the README's table that are in the benchmark", () => {
    const lab = { machine: { ...machine }, msPerUnit: 1, quick: false };
    const known = groups.flatMap(({ name, rows }) => rows(lab).map(({ over, under }) => [name, over, under]));
    for (const [name, over, under] of SHOWN) expect(known).toContainEqual([name, over, under]);
  });
});

describe("the peers' input", () => {
  it("has every number once, in its place, for any number of chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        async (numbers, chunks) => {
          const squares = numbers.map((number) => number * number);
          expect(await inChunks(numbers, chunks, async (part) => squareAll(part))).toEqual(squares);
          expect(await inLists(numbers, chunks, async (part) => squareList(part))).toEqual(squares);
          const parts = cut(numbers, chunks);
          const back = new Array(numbers.length);
          parts.forEach((part, at) => {
            put(back, parts.length, at, part);
          });
          expect(back).toEqual(numbers);
        },
      ),
    );
  });

  it("is checked when it comes back", () => {
    expect(wrongSquares([0, 1, 4], 3)).toBeUndefined();
    expect(wrongSquares([0, 1], 3)).toContain("2 results");
    expect(wrongSquares([0, 1, 5], 3)).toContain("5 in place 2");
  });
});

it("every program of the benchmark compiles", () => {
  const folder = new URL("../../bench/programs/", import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
    const result = compile(readFileSync(new URL(file, folder), "utf8"));
    expect({ file, errors: result.ok ? [] : result.errors }).toEqual({ file, errors: [] });
  }
});

it("the ideal speedup is the cores, unless one item is longer than a core's share", () => {
  expect(idealSpeedup([1, 1, 1, 1], 2)).toBe(2);
  expect(idealSpeedup([6, 1, 1], 4)).toBeCloseTo(8 / 6);
});

it("figures have three significant digits", () => {
  expect([0.000123, 0.0193, 1.236, 99.96, 12_345.6, Number.NaN].map(digits)).toEqual([
    "0.00012",
    "0.0193",
    "1.24",
    "100",
    "12,346",
    "–",
  ]);
});

describe("a trace of the page", () => {
  const base = "http://127.0.0.1:1/";
  const on = (tid, name, ts, more) => ({ name, pid: 7, tid, ts, ...more });
  const task = (ts, dur, tdur, tid = 1) => on(tid, "RunTask", ts, { dur, tdur });
  const traceEvents = [
    { name: "TracingStartedInBrowser", args: { data: { frames: [{ url: `${base}#x`, processId: 7 }] } } },
    on(1, "thread_name", 0, { args: { name: "CrRendererMain" } }),
    task(0, 90, 50),
    on(1, "bench-frame", 110),
    task(100, 3000, 2000),
    task(4000, 1000, 1000),
    on(1, "bench-frame", 6010),
    task(6000, 500, 400),
    on(1, "bench-frame", 9000),
    task(0, 9e6, 9e6, 2),
    { ...task(0, 9e6, 9e6), pid: 8 },
  ];

  it("counts the tasks of the page's main thread, each in its frame", () => {
    const thread = mainThread({ traceEvents }, base);
    expect(longest(thread.tasks)).toBe(2);
    expect(workOfFrames(thread)).toEqual([3, 0.4]);
  });

  it("is refused if the page is not in it", () => {
    expect(() => mainThread({ traceEvents }, "http://127.0.0.1:2/")).toThrow("no task of the page");
  });
});
