import { expect, it } from "vitest";
import { digest } from "./digest";

const of = (value: unknown): number => digest([value]);

it("tells bytes apart, and is equal for equal ones wherever they lie", () => {
  const different = [
    new Uint8Array(0),
    new Uint8Array(4),
    new Uint8Array(5),
    Uint8Array.of(1, 2, 3, 4, 5),
    Uint8Array.of(1, 2, 3, 4, 6),
    Int8Array.of(1, 2, 3, 4, 5),
    Float64Array.of(1, 1),
    Float64Array.of(-1, 1),
    Float64Array.of(1, -1),
    Float64Array.of(-1, -1),
    Uint32Array.of(1, 2),
    Uint32Array.of(2, 1),
    new DataView(new ArrayBuffer(4)),
  ];
  expect(new Set(different.map(of)).size).toBe(different.length);
  const inside = Uint8Array.of(9, 1, 2, 3, 4, 5, 9).subarray(1, 6);
  expect(of(inside)).toBe(of(Uint8Array.of(1, 2, 3, 4, 5)));
  expect(of({ a: [inside] })).toBe(of({ a: [Uint8Array.of(1, 2, 3, 4, 5)] }));
});

it("is that of nothing comparable for bytes that were transferred", () => {
  const bytes = new Uint8Array(8);
  structuredClone(bytes, { transfer: [bytes.buffer] });
  expect(() => of(bytes)).not.toThrow();
});
