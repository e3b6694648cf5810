import { createHash } from "node:crypto";
import fc from "fast-check";
import { deflateSync, inflateSync } from "fflate";
import { expect, test } from "vitest";
import { LINK_MAX_BYTES } from "@/lib/model/limits";
import { deflate, type Inflated, inflate } from "./deflate";

const dictionary = new TextEncoder().encode('import { task, workflow } from "fanout";');
const none = new Uint8Array(0);

const isSame = (inflated: Inflated, bytes: Uint8Array) =>
  inflated.ok && Buffer.compare(inflated.bytes, bytes) === 0;

/** Bytes without any pattern, the same at every run. */
function noise(length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
    createHash("sha256").update(`${at}`).digest(),
  );
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}

test("what was deflated comes back", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 2_000, size: "max" }), (parts) => {
      const bytes = new TextEncoder().encode(parts.join(" "));
      expect(isSame(inflate(deflate(bytes, dictionary), dictionary), bytes)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test("what cannot be compressed comes back as well", () => {
  for (let length = 0; length < 4_000; length += 37) {
    const bytes = noise(length);
    expect(isSame(inflate(deflate(bytes, dictionary), dictionary), bytes), `${length}`).toBe(true);
  }
});

test("inflating piece by piece gives what inflating at once gives", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.nat(400)), { maxLength: 200, size: "max" }),
      (parts) => {
        const bytes = new TextEncoder().encode(
          parts.map(([text, times]) => text.repeat(times % 20)).join("\n"),
        );
        const packed = deflateSync(bytes, { level: 9 });
        expect(isSame(inflate(packed, none), inflateSync(packed))).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

test("exactly the cap passes, a byte more does not", () => {
  const size = (bytes: number) => inflate(deflateSync(new Uint8Array(bytes), { level: 9 }), none);
  expect(size(LINK_MAX_BYTES)).toMatchObject({ ok: true });
  expect(size(LINK_MAX_BYTES + 1)).toEqual({ ok: false, reason: "too large" });
});

test("a bomb of 200 MB is stopped early", () => {
  const bomb = deflateSync(new Uint8Array(200_000_000), { level: 9 });
  expect(bomb.length).toBeLessThan(300_000);
  const before = process.memoryUsage().arrayBuffers;
  expect(inflate(bomb, none)).toEqual({ ok: false, reason: "too large" });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
});

test("whatever was cut off at its end is said to be", () => {
  const packed = deflate(
    new TextEncoder().encode("a program, say, with some words in it ".repeat(20)),
    dictionary,
  );
  for (let length = 0; length < packed.length; length++) {
    expect(inflate(packed.subarray(0, length), dictionary)).toEqual({ ok: false, reason: "cut off" });
  }
});

test("arbitrary bytes never throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000, size: "max" }), (bytes) => {
      const inflated = inflate(bytes, dictionary);
      if (inflated.ok) expect(inflated.bytes.length).toBeLessThanOrEqual(LINK_MAX_BYTES);
    }),
    { numRuns: 500 },
  );
});
