import { describe, expect, it } from "vitest";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import { DEFAULT_NUMBERS } from "../defaults";
import { Draws } from "../draws";
import type { Numbers } from "../numbers";
import { FREE_PLACE, presetNamed } from "../presets";
import { simulate } from "./simulate";

const numbersOf = (work: Partial<Numbers["work"]>, place: Partial<Numbers["place"]>, rest: Partial<Numbers> = {}): Numbers => ({
  ...DEFAULT_NUMBERS, ...rest,
  work: { ...DEFAULT_NUMBERS.work, ...work },
  place: { ...FREE_PLACE, ...place },
});
const run = (numbers: Numbers, strategy: StrategyName) => simulate(numbers, strategy, new Draws(numbers, 0));
const H = 3_600_000;

describe("simulate", () => {
  it("profile", () => {
    const f = (ms: number) => `${(ms / 60000).toFixed(2)} min`;
    for (const s of STRATEGIES) { const r = run(DEFAULT_NUMBERS, s); console.log(s, f(r.wallMs), r); }
    const chunks = { ...DEFAULT_NUMBERS, chunk: 10 as const };
    console.log("hybrid 10", f(run(chunks, "hybrid").wallMs));
    for (const [label, n] of Object.entries({
      apart: numbersOf({ items: 100_000, item: { kind: "percentiles", p50Ms: 1000, p95Ms: 3000 }, failures: 0.01 }, { start: { kind: "spread", ms: 500, share: 0.2 }, messageMs: 5 }, { workers: 1024 }),
      shared: numbersOf({ items: 100_000, item: { kind: "percentiles", p50Ms: 1000, p95Ms: 3000 }, waits: 0.5, failures: 0.01 }, { start: { kind: "spread", ms: 500, share: 0.2 }, startCpu: 0.8, messageMs: 5, hosts: "shared", cores: 64 }, { workers: 1024 }),
      million: numbersOf({ items: 10_000_000, item: { kind: "percentiles", p50Ms: 1000, p95Ms: 3000 }, failures: 0.01 }, { start: { kind: "spread", ms: 500, share: 0.2 }, messageMs: 5 }, { workers: 1024 }),
    }))
      for (const round of [0, 1]) {
        const t0 = performance.now();
        const draws = new Draws(n, round);
        const t1 = performance.now();
        console.log(label, "draws", Math.round(t1 - t0));
        for (const s of STRATEGIES) { const t = performance.now(); const r = simulate(n, s, draws); console.log(label, s, f(r.wallMs), Math.round(performance.now() - t), "ms", JSON.stringify(r.parts)); }
      }
    expect(H).toBe(H); presetNamed("own");
  }, 100000);
});
