import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64Url, toBase64Url } from "./base64url";

test("matches Node's", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_000 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
  );
});

test("handles long texts", () => {
  const bytes = new Uint8Array(300_000).map((_, at) => at * 7);
  expect(Buffer.compare(fromBase64Url(toBase64Url(bytes)) ?? Buffer.of(), bytes)).toBe(0);
});

test("returns undefined for anything else", () => {
  for (const wrong of ["a", "ab=", "a+b/", "a b", "ä", "abcde"]) expect(fromBase64Url(wrong)).toBeUndefined();
});
