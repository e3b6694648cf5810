import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesScale,
  durationScale,
  formatBytes,
  formatCount,
  formatDuration,
  formatList,
  formatLongDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPlural,
  formatRatio,
  formatShortCount,
} from "./format";

describe("durations", () => {
  it.each([
    [0, "0 ms"],
    [0.00047, "470 ns"],
    [0.0123, "12.3 µs"],
    [0.5, "500 µs"],
    [1, "1 ms"],
    [119.96, "120 ms"],
    [999.4, "999 ms"],
    [999.7, "1 s"],
    [1523, "1.52 s"],
    [59_980, "1 min"],
    [150_000, "2.5 min"],
    [7_200_000, "2 h"],
    [360_000_000, "4.17 d"],
    [-12, "-12 ms"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "–"],
  ])("%d ms is %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  it("never has more than three significant digits, nor 1,000 of a unit that has a larger one", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 3.6e8, noNaN: true }), (ms) => {
        const [figure = ""] = formatDuration(ms).split(" ");
        const digits = figure.replace(/[.,]/g, "").replace(/^0+/, "").replace(/0+$/, "");
        expect(digits.length).toBeLessThanOrEqual(3);
        expect(Number(figure.replaceAll(",", ""))).toBeLessThan(1000);
      }),
    );
  });
});

describe("long durations", () => {
  it.each([
    [0, "0 ms"],
    [20_000, "20 s"],
    [59_600, "1 min"],
    [397_000, "6 min 37 s"],
    [3_599_700, "1 h"],
    [47_100_000, "13 h 5 min"],
    [3_132_000, "52 min"],
    [599_700, "10 min"],
    [240_000_000, "2 d 19 h"],
    [3_000_000_000, "35 d"],
    [86_400_000, "1 d"],
    [-397_000, "-6 min 37 s"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "–"],
  ])("%d ms is %s", (ms, text) => expect(formatLongDuration(ms)).toBe(text));
});

describe("bytes", () => {
  it.each([
    [0, "0 B"],
    [512, "512 B"],
    [1023, "1,023 B"],
    [1536, "1.5 KiB"],
    [64 * 1024 ** 2, "64 MiB"],
    [5 * 1024 ** 3, "5 GiB"],
    [5.69, "6 B"],
  ])("%d is %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe("a column", () => {
  it("has one unit and as many decimals for all", () => {
    const scale = durationScale([1523, 90, 0]);
    expect(scale.unit).toBe("s");
    expect([1523, 90, 0, Number.NaN].map(scale.format)).toEqual(["1.52", "0.09", "0.00", "–"]);
    expect(scale.formatWithUnit(1523)).toBe("1.52 s");
  });

  it("does not hide a small figure as 0", () => {
    expect(durationScale([12_000]).format(1)).toBe("<0.1");
    expect(durationScale([12_000]).format(0)).toBe("0.0");
  });

  it("can keep the digits of small figures, below a thousandth of the largest in a unit of their own", () => {
    const scale = durationScale([1523]);
    expect([1523, 900, 98.4, 1.23, 0.2, 0.00001, 0].map(scale.formatFine)).toEqual([
      "1.52",
      "0.9",
      "0.0984",
      "1.23 ms",
      "200 µs",
      "10 ns",
      "0.00",
    ]);
    expect([900, 0.2].map(scale.formatWithUnit)).toEqual(["0.9 s", "200 µs"]);
  });

  it("writes an axis without trailing zeros", () => {
    const scale = durationScale([1523]);
    expect([0, 250, 500, 1500].map(scale.formatTick)).toEqual(["0", "0.25", "0.5", "1.5"]);
  });

  it("has minutes, hours and days only where there are a few of them", () => {
    const unitOf = (seconds: number): string => durationScale([seconds * 1e3]).unit;
    expect([63, 179, 180, 3600, 10_700, 10_800].map(unitOf)).toEqual(["s", "s", "min", "min", "min", "h"]);
  });

  it("writes bytes whole and large figures without decimals", () => {
    expect(bytesScale([812, 3]).format(3)).toBe("3");
    expect(bytesScale([67, 3]).format(67)).toBe("67");
    expect(durationScale([412]).format(412.4)).toBe("412");
    expect(durationScale([]).format(0)).toBe("0");
  });

  it("keeps the order of its figures", () => {
    const times = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(times, (values) => {
        const scale = durationScale(values);
        const read = (text: string): number => (text.startsWith("<") ? 0 : Number(text.replaceAll(",", "")));
        const sorted = values.toSorted((a, b) => a - b).map((value) => read(scale.format(value)));
        expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe("other figures", () => {
  it.each([
    [formatNumber(0.12345), "0.123"],
    [formatNumber(1234.5), "1,235"],
    [formatCount(100_000), "100,000"],
    [formatShortCount(999), "999"],
    [formatShortCount(12_345), "12.3K"],
    [formatPlural(1, "span"), "1 span"],
    [formatPlural(26, "span"), "26 spans"],
    [formatPlural(2, "retry", "retries"), "2 retries"],
    [formatRatio(2.3456), "2.35×"],
    [formatRatio(Number.NaN), "–"],
    [formatPercent(0.421), "42%"],
    [formatPercent(0.0421), "4.2%"],
    [formatPercent(0.0001), "<0.1%"],
    [formatPercent(0), "0%"],
    [formatPercent(1), "100%"],
    [formatMoney(1.5), "$1.50"],
    [formatMoney(0.00123), "$0.00123"],
    [formatList(["a", "b", "c"]), "a, b and c"],
  ])("%s", (text, expected) => expect(text).toBe(expected));
});
