import fc from "fast-check";
import { expect, it } from "vitest";
import { multiply, versionFor, withCorrection } from "./codewords";
import { alignment, dataModules, emptyGrid } from "./grid";
import { QR_MAX_BYTES, qrCode } from "./qr";

const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (((x / 3) | 0) + ((y / 2) | 0)) & 1,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** A reader of its own, for codes of one block: format, mask, bits, length, text. */
function read(text: string): string {
  const { size, isDark } = qrCode(text);
  const version = (size - 17) / 4;
  const format = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => (isDark(8, y) ? 1 : 0));
  const high = [7, 5, 4, 3, 2, 1, 0].map((x) => (isDark(x, 8) ? 1 : 0));
  const bits = [...format, ...high].reduce<number>((all, bit, at) => all | (bit << at), 0) ^ 0x5412;
  expect(bits >> 13, "the lowest correction").toBe(1);
  const mask = MASKS[(bits >> 10) & 7];
  const { fixed } = emptyGrid(version);
  const stream: number[] = [];
  for (const [x, y] of dataModules(size))
    if (fixed[y * size + x] === 0) stream.push(Number(isDark(x, y)) ^ (mask?.(x, y) === 0 ? 1 : 0));
  const number = (from: number, length: number): number =>
    stream.slice(from, from + length).reduce((all, bit) => all * 2 + bit, 0);
  expect(number(0, 4), "bytes").toBe(4);
  const length = number(4, 8);
  return new TextDecoder().decode(Uint8Array.from({ length }, (_, at) => number(12 + at * 8, 8)));
}

it("is read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 25 }), (text) => {
      expect(read(text)).toBe(text);
    }),
  );
});

it("has the size and the squares that the standard lists", () => {
  const link = (length: number) => "a".repeat(length);
  // ISO/IEC 18004, table 7, byte mode, level L.
  for (const [version, most] of [
    [1, 17],
    [2, 32],
    [5, 106],
    [9, 230],
    [10, 271],
    [20, 858],
    [27, 1465],
    [40, QR_MAX_BYTES],
  ] as const) {
    expect(versionFor(most)).toBe(version);
    if (version < 40) expect(versionFor(most + 1)).toBe(version + 1);
  }
  expect(qrCode(link(230)).size).toBe(53);
  expect(() => qrCode(link(QR_MAX_BYTES + 1))).toThrow(/at most 2953 bytes/);
  // Annex E.
  expect([1, 2, 7, 14, 32, 40].map(alignment)).toEqual([
    [],
    [6, 18],
    [6, 22, 38],
    [6, 26, 46, 66],
    [6, 34, 60, 86, 112, 138],
    [6, 30, 58, 86, 114, 142, 170],
  ]);
});

it("can be corrected: each block is a word of the Reed-Solomon code", () => {
  const evaluate = (word: readonly number[], x: number): number =>
    word.reduce((sum, byte) => multiply(sum, x) ^ byte, 0);
  // Version 5 has one block of 108 bytes with 26 for correction.
  const data = Uint8Array.from({ length: 108 }, (_, at) => (at * 37 + 11) & 255);
  const word = [...withCorrection(data, 5)];
  expect(word).toHaveLength(134);
  let root = 1;
  for (let i = 0; i < 26; i += 1) {
    expect(evaluate(word, root)).toBe(0);
    root = multiply(root, 2);
  }
  // One changed byte is found.
  expect(
    evaluate(
      [1, ...word.slice(1)].map((byte, at) => (at === 0 ? byte ^ (word[0] === 1 ? 2 : 0) : byte)),
      1,
    ),
  ).not.toBe(0);
});
