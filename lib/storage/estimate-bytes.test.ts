import { expect, test } from "vitest";
import { estimateBytes } from "./estimate-bytes";

test("text, binary data and structures count by their content", () => {
  expect(estimateBytes("x".repeat(1_000))).toBeGreaterThanOrEqual(2_000);
  expect(estimateBytes(new Float64Array(1_000))).toBeGreaterThanOrEqual(8_000);
  expect(estimateBytes(new ArrayBuffer(500))).toBeGreaterThanOrEqual(500);
  expect(estimateBytes(new Map([["k", new Uint8Array(700)]]))).toBeGreaterThanOrEqual(700);
  expect(estimateBytes(new Set(["x".repeat(100)]))).toBeGreaterThanOrEqual(200);
  expect(estimateBytes({ [`k${"x".repeat(100)}`]: 1 })).toBeGreaterThanOrEqual(200);
  expect(estimateBytes(undefined)).toBeLessThan(100);
});

test("cycles end, and shared values count once", () => {
  const shared = new Uint8Array(10_000);
  const cyclic: unknown[] = [shared, shared];
  cyclic.push(cyclic);
  expect(estimateBytes(cyclic)).toBeLessThan(11_000);
});
