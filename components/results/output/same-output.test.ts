import { expect, it } from "vitest";
import { strategyReport } from "@/lib/analysis/report/report";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";
import { sameOutput } from "./same-output";

const of = (
  strategy: StrategyName,
  output: unknown,
  status: StrategyReport["status"] = "succeeded",
): StrategyReport => ({
  ...strategyReport(strategy, [], 0.1),
  status,
  output,
});

it("says whether others gave the same", () => {
  const pooled = of("pooled", ["A", { b: 1 }]);
  const all = [of("sequential", ["A", { b: 1 }]), pooled];
  expect(sameOutput(pooled, all)).toEqual({ same: true, text: "The same under sequential." });
  const mixed = sameOutput(pooled, [...all, of("dynamic", [{ b: 1 }, "A"])]);
  expect(mixed.same).toBe(false);
  expect(mixed.text).toMatch(/^Another value under dynamic:/);
});

it("compares only what succeeded", () => {
  const one = of("pooled", 1);
  expect(sameOutput(one, [one, of("dynamic", null, "failed")]).text).toBe("");
  const failed = of("dynamic", null, "failed");
  expect(sameOutput(failed, [one, failed]).text).toBe("");
});
