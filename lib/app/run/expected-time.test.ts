import { expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { defaultSettings } from "@/lib/model/settings";
import { expectedMs } from "./expected-time";

const { report } = experiment({ strategies: ["pooled"], workers: 4, items: 26, itemMs: 100, rounds: 3 });
const settings = { ...defaultSettings(4), strategies: ["pooled" as const] };
const once = report.strategies[0]?.wallMs.median ?? Number.NaN;

it("counts the warm-up, and the rounds that fit into the time budget", () => {
  expect(expectedMs({ ...settings, rounds: 1 }, report)).toBe(once);
  expect(expectedMs({ ...settings, rounds: 9 }, report)).toBe(10 * once);
  expect(expectedMs({ ...settings, rounds: "auto", timeBudgetMs: 2.5 * once }, report)).toBe(once);
  expect(expectedMs({ ...settings, rounds: "auto", timeBudgetMs: 10 * once }, report)).toBe(10 * once);
  expect(expectedMs({ ...settings, rounds: "auto", timeBudgetMs: 1e9 }, report)).toBe(32 * once);
});

it("is undefined for a strategy that was not measured", () => {
  expect(expectedMs(settings, undefined)).toBeUndefined();
  expect(expectedMs({ ...settings, strategies: ["pooled", "dynamic"] }, report)).toBeUndefined();
});
