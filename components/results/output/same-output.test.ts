import { expect, it } from "vitest";
import { strategyReport } from "@/lib/analysis/report/report";
import { type Trial, trialInfo } from "@/lib/app/run/run";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";
import { sameOutput } from "./same-output";

let trials = 0;
function of(strategy: StrategyName, output: unknown, status: StrategyReport["status"] = "succeeded"): Trial {
  trials += 1;
  return {
    info: trialInfo({ id: "run", source: "measured", startedAt: 0 }, trials, strategy, "typescript"),
    report: { ...strategyReport(strategy, [], 0.1), status, output, rounds: [{ wallMs: 1 }] },
    trace: undefined,
    files: new Map(),
    reusable: [],
  };
}

it("shows whether other trials returned the same", () => {
  const pooled = of("pooled", ["A", { b: 1 }]);
  const all = [of("sequential", ["A", { b: 1 }]), pooled];
  expect(sameOutput(pooled, all)).toEqual({ same: true, text: "Same result: sequential." });
  const mixed = sameOutput(pooled, [...all, of("dynamic", [{ b: 1 }, "A"])]);
  expect(mixed.same).toBe(false);
  expect(mixed.text).toMatch(/^Different result: dynamic\./);
});

it("compares only trials that succeeded", () => {
  const one = of("pooled", 1);
  expect(sameOutput(one, [one, of("dynamic", null, "failed")]).text).toBe("");
  const failed = of("dynamic", null, "failed");
  expect(sameOutput(failed, [one, failed]).text).toBe("");
});
