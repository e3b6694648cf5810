import { describe, expect, it } from "vitest";
import { MAX_RESULTS, TRIAL_CACHED_MAX_BYTES, TRIAL_MAX_CACHED } from "@/lib/model/limits";
import { keptOf } from "./kept";

const numbers = (length: number) => Array.from({ length }, (_, i) => i);
const entries = (count: number, value: unknown) =>
  numbers(count).map((i) => ({ key: `k${i}`, task: "t", value }));
const cached = (count: number, value: unknown) =>
  [...keptOf({ cache: entries(count, value), results: [] })].map(({ cache }) => cache.length);
const total = (parts: readonly number[]) => parts.reduce((sum, n) => sum + n, 0);

describe("what is kept of a trial", () => {
  it("is nothing where nothing was computed", () =>
    expect([...keptOf({ cache: [], results: [] })]).toEqual([]));

  it("goes in one message where it is little", () =>
    expect([...keptOf({ cache: entries(1, 5), results: [{ name: 7, value: 8 }] })]).toEqual([
      { type: "kept", cache: [{ key: "k0", task: "t", value: 5 }], results: [{ name: "7", value: 8 }] },
    ]));

  it("goes in parts that the page receives soon", () =>
    expect(cached(10, numbers(90_000))).toEqual([2, 2, 2, 2, 2]));

  it("is bounded in number and size", () => {
    expect(total(cached(TRIAL_MAX_CACHED + 10, 1))).toBe(TRIAL_MAX_CACHED);
    expect(total(cached(62, new Uint8Array(2 ** 20)))).toBe(TRIAL_CACHED_MAX_BYTES / 2 ** 20 - 1);
    const results = numbers(MAX_RESULTS + 10).map((name) => ({ name, value: 1 }));
    expect(total([...keptOf({ cache: [], results })].map((part) => part.results.length))).toBe(MAX_RESULTS);
  });

  it("has no value that the page takes long to receive, and has the others", () => {
    const slow = Object.fromEntries(numbers(100_000).map((i) => [`k${i}`, i]));
    const cache = [...entries(1, slow), ...entries(2, 1)];
    expect(
      [...keptOf({ cache, results: [] })].flatMap((part) => part.cache.map(({ value }) => value)),
    ).toEqual([1, 1]);
  });
});
