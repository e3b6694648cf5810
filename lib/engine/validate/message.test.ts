import { describe, expect, it } from "vitest";
import { RETRY_MAX_DELAY_MS } from "@/lib/model/limits";
import type { ChunkFailure, ChunkOutcome } from "@/lib/protocol/chunks";
import { checkMessage } from "./message";
import { checkLoaded, checkOutcome } from "./outcome";

const failure = (offset: number, change: Partial<ChunkFailure> = {}): ChunkFailure => ({
  offset,
  attempt: 1,
  error: { name: "Error", message: "no" },
  ...change,
});

/** Of a chunk of four items, three of which ran. */
const outcome = (...failures: readonly ChunkFailure[]): ChunkOutcome => ({
  payload: { form: "list", list: [1, 2, 3] },
  ran: 3,
  ms: 1,
  bytes: 8,
  failures,
});
const isTaken = (...failures: readonly ChunkFailure[]) => checkOutcome(outcome(...failures), 4);

describe("the outcome of a chunk", () => {
  it("has failures of items that ran, in any order", () => {
    expect(isTaken()).toBe(true);
    expect(isTaken(failure(2), failure(0))).toBe(true);
    expect(isTaken(failure(3))).toBe(false);
    expect(isTaken(failure(-1))).toBe(false);
  });

  it("names no item twice", () => {
    expect(isTaken(failure(1), failure(1))).toBe(false);
  });

  it("may ask for a delay until the next attempt, within ten years", () => {
    for (const retryAfterMs of [0, 0.5, RETRY_MAX_DELAY_MS])
      expect(isTaken(failure(0, { retryAfterMs }))).toBe(true);
    for (const retryAfterMs of [-1, Number.NaN, Number.POSITIVE_INFINITY, RETRY_MAX_DELAY_MS + 1])
      expect(isTaken(failure(0, { retryAfterMs }))).toBe(false);
    expect(checkOutcome(outcome({ ...failure(0), retryAfterMs: "soon" } as never), 4)).toBe(false);
  });
});

it("takes an error, or none, for what became of a program", () => {
  expect([null, { name: "Error", message: "no" }].map(checkLoaded)).toEqual([true, true]);
  expect([undefined, "no", {}, { name: {}, message: "no" }].some(checkLoaded)).toBe(false);
});

it("takes only numbers for a runner's version", () => {
  expect(checkMessage({ type: "started", protocol: 1 })).toBe(true);
  expect(checkMessage({ type: "started", protocol: "1" })).toBe(false);
  expect(checkMessage({ type: "started" })).toBe(false);
});
