import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatDuration } from "./format";
import { type ReadQuantity, readBytes, readCount, readDuration, readMoney, readPercent } from "./quantity";

const readValue = (read: ReadQuantity): number | string => (read.ok ? read.value : read.message);

describe("quantities as they are typed", () => {
  it.each([
    ["20 s", 20_000],
    ["20s", 20_000],
    ["5 min", 300_000],
    ["5m", 300_000],
    ["1h 30m", 5_400_000],
    ["1 h 30 min", 5_400_000],
    ["1.5 hours", 5_400_000],
    ["2 days", 172_800_000],
    ["1,500 ms", 1_500],
    ["1 500 ms", 1_500],
    ["250 µs", 0.25],
    ["0", 0],
    ["1e3 ms", 1_000],
  ])("%s is %d ms", (text, ms) => expect(readValue(readDuration(text))).toBeCloseTo(ms, 9));

  it.each([
    ["5", 'Add a unit: "5 s" or "5 min".'],
    ["", 'Enter a time, such as "20 s" or "5 min".'],
    ["soon", 'Enter a time, such as "20 s" or "5 min".'],
    ["5 parsecs", '"parsecs" is not a unit of time. Use ms, s, min, h or d.'],
    ["-5 s", 'Enter a time, such as "20 s" or "5 min".'],
    ["5 s!", 'Enter a time, such as "20 s" or "5 min".'],
  ])("%j is refused as a time", (text, message) => expect(readValue(readDuration(text))).toBe(message));

  it.each([
    [readCount, "10,000", 10_000],
    [readCount, "10k", 10_000],
    [readCount, "2.3k", 2_300],
    [readCount, "1M", 1e6],
    [readCount, "1e6", 1e6],
    [readBytes, "64 MiB", 64 * 1024 ** 2],
    [readBytes, "200 kB", 200_000],
    [readBytes, "0", 0],
    [readPercent, "1%", 0.01],
    [readPercent, "0.5 %", 0.005],
    [readPercent, "7", 0.07],
    [readMoney, "$0.04", 0.04],
    [readMoney, "1.5", 1.5],
  ])("%o reads %s", (reader, text, value) => expect(readValue(reader(text))).toBe(value));

  it.each([
    [readCount, "many"],
    [readCount, "5 min"],
    [readBytes, "12"],
    [readPercent, "half"],
    [readMoney, "free"],
  ])("%o refuses %s", (reader, text) => expect(reader(text).ok).toBe(false));

  it("reads what the formatter writes", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 3.6e9, noNaN: true }), (ms) => {
        const read = readDuration(formatDuration(ms));
        expect(Number(readValue(read)) / ms).toBeCloseTo(1, 1);
      }),
    );
    fc.assert(
      fc.property(fc.nat(10_000_000), (count) => {
        expect(readValue(readCount(formatCount(count)))).toBe(count);
        expect(readBytes(formatBytes(count)).ok).toBe(true);
      }),
    );
  });

  it("never throws, and never hangs", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const reader of [readDuration, readCount, readBytes, readPercent, readMoney])
          expect(typeof reader(text).ok).toBe("boolean");
      }),
    );
  });
});
