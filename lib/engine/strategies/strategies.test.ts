import { describe, expect, it } from "vitest";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import { codeOf, isOneAtATime, runnerStrategies, strategyNamed, strategyOf } from ".";
import type { MapState } from "./strategy";

const FOREVER = Number.POSITIVE_INFINITY;

/** Slots for 8 workers, each with a concurrency of 3. */
const slotsOf = (name: StrategyName) => strategyNamed(name).slots({ workers: 8, concurrency: 3 });

describe("strategies", () => {
  it("are what docs/architecture.md says they are", () => {
    const table = STRATEGIES.map((name) => {
      const { runs, limits, retries, insideMessage, opRun } = strategyNamed(name);
      return [name, runs, limits, retries, insideMessage, opRun];
    });
    expect(table).toEqual([
      ["sequential", "inline", "none", "in place", undefined, "workflow"],
      ["async", "inline", "all", "in place", undefined, "workflow"],
      ["dynamic", "fresh", "all", "scheduler", undefined, "item"],
      ["pooled", "pool", "declared", "scheduler", undefined, "map"],
      ["hybrid", "fresh", "all", "in place", "async", "message"],
    ]);
  });

  it("have slots by the settings that count for them", () => {
    expect(slotsOf("sequential")).toEqual({ workers: 0, perWorker: 1 });
    expect(slotsOf("async")).toEqual({ workers: 0, perWorker: FOREVER });
    // A fresh worker runs one body.
    expect(slotsOf("dynamic")).toEqual({ workers: 8, perWorker: 1 });
    expect(slotsOf("hybrid")).toEqual({ workers: 8, perWorker: 1 });
    expect(slotsOf("pooled")).toEqual({ workers: 8, perWorker: 3 });
    expect(STRATEGIES.filter((name) => isOneAtATime(strategyNamed(name)))).toEqual(["sequential"]);
  });

  it("are named by their position", () => {
    STRATEGIES.forEach((name, code) => {
      expect(strategyOf(code)).toBe(strategyNamed(name));
      expect(codeOf(strategyNamed(name))).toBe(code);
      expect(strategyNamed(name).name).toBe(name);
    });
  });

  it("give a runner only whether bodies run inline, how many, under which limits, and whether maps are chunked", () => {
    const inline = { inline: true, chunked: false };
    const onWorkers = { inline: false, inlineSlots: FOREVER, chunked: false };
    expect(runnerStrategies).toEqual([
      { ...inline, inlineSlots: 1, limited: false },
      { ...inline, inlineSlots: FOREVER, limited: true },
      { ...onWorkers, limited: true },
      { ...onWorkers, limited: false },
      { ...onWorkers, limited: true, chunked: true },
    ]);
    // Infinity is what a clone keeps and JSON does not.
    expect(structuredClone(runnerStrategies)).toEqual(runnerStrategies);
  });
});

describe("items per message", () => {
  const map: MapState = {
    n: 100,
    remaining: 60,
    slots: 4,
    meanMs: Number.NaN,
    rule: "auto",
    isDynamicTask: false,
  };
  const items = (name: StrategyName, change: Partial<MapState> = {}) =>
    strategyNamed(name).itemsPerMessage({ ...map, ...change });

  it("are all of them where they run in their caller's thread", () => {
    expect([items("sequential"), items("async")]).toEqual([60, 60]);
  });

  it("are one where each item is an op run, whatever the rule", () => {
    for (const rule of ["auto", "python", 7] as const) expect(items("dynamic", { rule })).toBe(1);
  });

  it("of a pool follow the rule", () => {
    expect(items("pooled", { rule: 7 })).toBe(7);
    expect(items("pooled", { rule: "python" })).toBe(7);
    // Guided: half of a fair share of what remains, and single items at the end.
    expect(items("pooled")).toBe(8);
    expect(items("pooled", { remaining: 3 })).toBe(1);
    // Short items pay for their message: a slot's share in one.
    expect(items("pooled", { meanMs: 0.001 })).toBe(25);
  });

  it("of a pool are one where each item fans out itself, unless the program says otherwise", () => {
    expect(items("pooled", { isDynamicTask: true })).toBe(1);
    expect(items("pooled", { isDynamicTask: true, rule: 7 })).toBe(7);
  });

  it("of an op run with a loop inside are a slot's share", () => {
    expect(items("hybrid")).toBe(25);
    expect(items("hybrid", { remaining: 3 })).toBe(25);
    expect(items("hybrid", { rule: 7 })).toBe(7);
    expect(items("hybrid", { rule: 7, remaining: 3 })).toBe(3);
  });
});
