import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import { anyNumbers } from "@/lib/estimate/testing/arbitrary";
import { parseFragment, writeOptions } from "./fragment";
import { readNumbersOption, writeNumbersOption } from "./numbers-option";

describe("your numbers in a link", () => {
  it("is readable, and needs no escapes", () => {
    const text = writeNumbersOption(DEFAULT_NUMBERS);
    expect(text).toBe(
      "work.items:10000,work.item.kind:fixed,work.item.ms:300000,work.retries:2,place.start.kind:fixed,place.start.ms:20000,place.cores:8,workers:64",
    );
    expect(writeOptions([["numbers", text]])).toBe(`numbers=${text}`);
  });

  it("comes back through a fragment as it was", () => {
    fc.assert(
      fc.property(anyNumbers, (numbers) => {
        const parsed = parseFragment(
          `#view=scale&${writeOptions([["numbers", writeNumbersOption(numbers)]])}`,
        );
        if ("tooLong" in parsed) throw new Error("too long");
        expect(readNumbersOption(parsed.options.get("numbers") ?? "")).toEqual(numbers);
      }),
    );
  });

  it.each([
    "work",
    "work.items",
    "work.items:many",
    "work.items:0",
    "work.items:99999999999",
    "work:5",
    "work.items:5,work.items:6",
    "work.items:5,work.items.x:6",
    "__proto__.polluted:1",
    "work.__proto__:1",
    "constructor:1",
    "unknown:1",
    "a.b.c.d.e:1",
    "x".repeat(5_000),
  ])("refuses %s", (text) => expect(readNumbersOption(text)).toBeUndefined());

  it("never throws, and pollutes nothing", () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void readNumbersOption(text)));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
