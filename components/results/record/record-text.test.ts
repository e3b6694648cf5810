import { expect, it } from "vitest";
import { heldTime as held, recordInfo as record } from "@/components/results/fixtures/record-info";
import { bestText, factsOf, headlineOf, heldParts, sublineOf } from "./record-text";

it("says what most of the held time was", () => {
  expect(headlineOf(record)).toBe("82% of the time that steps held a slot was worker start.");
  expect(heldParts(held).map(({ label }) => label)).toEqual(["worker start", "work", "inputs and outputs"]);
  const unknown = { ...record, held: { total: 10, start: 2, work: 0, around: 0, unknown: 8 } };
  expect(headlineOf(unknown)).toBe(
    "For 80% of the time that steps held a slot, the record does not show what was done.",
  );
  expect(headlineOf({ ...record, held: { total: 0, start: 0, work: 0, around: 0, unknown: 0 } })).toBe(
    "The record does not show how long steps ran.",
  );
});

it("names the run, and what a change would do with its range", () => {
  expect(sublineOf(record, 63_377)).toBe(
    "fan24 · Dagster 1.13.28 · 1 min 3 s · multiprocess, spawn · 4 at a time",
  );
  const answer = { ok: true, wallMs: 18_200, lowMs: 16_000, highMs: 22_400, assumes: [] } as const;
  expect(bestText({ kind: "pool", slots: 4, perItemMs: 0 }, answer, 63_377)).toBe(
    "Kept workers (a pool of 4): about 18.2 s instead of 1 min 3 s (16 s to 22.4 s).",
  );
});

it("calls unknown what the record does not hold", () => {
  const { limit: _, ...rest } = record;
  const facts = factsOf({ ...rest, counts: { ...record.counts, workers: undefined } }, 63_377);
  expect(facts.find(({ label }) => label === "Workers")?.value).toBe("unknown");
  expect(facts.find(({ label }) => label === "At a time")?.value).toBe("unknown; at most 4 were seen");
});
