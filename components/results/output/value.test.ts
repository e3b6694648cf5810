import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeOutput } from "@/lib/engine/output";
import { anyValue } from "@/lib/testing/arbitraries";
import { linesOf, shown } from "./value";

const preview = (value: unknown) => shown(encodeOutput(value).value).preview;

describe("values on one line", () => {
  it.each([
    ["ABC", '"ABC"'],
    [3.5, "3.5"],
    [Number.NaN, "NaN"],
    [-0, "-0"],
    [12n, "12n"],
    [undefined, "undefined"],
    [null, "null"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [/a/g, "/a/g"],
    [new RangeError("no"), "RangeError: no"],
    [new Map([["a", 1]]), "Map(1)"],
    [new Set([1, 2]), "Set(2) [1, 2]"],
    [Float64Array.of(1, 2), "Float64Array(2) [1, 2]"],
    [[1, "a", [2], { b: 1 }], '[1, "a", […], {…}]'],
    [{ a: 1, b: "x" }, '{ a: 1, b: "x" }'],
  ])("%s", (value, text) => expect(preview(value)).toBe(text));

  it("cuts long texts between characters", () => {
    const long = preview("🙂".repeat(1000));
    expect(long.length).toBeLessThan(260);
    expect(() => encodeURIComponent(long)).not.toThrow();
  });

  it("shows what was left out", () => {
    const { value } = encodeOutput(
      Array.from({ length: 1000 }, (_, at) => at),
      15_000 * 2,
    );
    expect(shown(value).entries?.at(-1)?.value).toBeDefined();
    expect(shown({ $fanout: "omitted", items: 12 }).preview).toBe("… 12 more omitted");
  });

  it("shows anything without throwing", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const lines = linesOf(encodeOutput(value).value, new Map());
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) expect(line.shown.preview.length).toBeLessThan(400);
      }),
    );
  });
});

describe("lines", () => {
  it("opens two levels, and what the user opens", () => {
    const value = { letters: { a: { deep: 1 } }, list: [1, 2] };
    expect(linesOf(value, new Map()).map((line) => line.path)).toEqual([
      "/output",
      "/output/letters",
      "/output/letters/a",
      "/output/list",
      "/output/list/0",
      "/output/list/1",
    ]);
    const folding = new Map([
      ["/output/list", false],
      ["/output/letters/a", true],
    ]);
    expect(linesOf(value, folding).map((line) => line.label)).toEqual([
      "output",
      "letters",
      "a",
      "deep",
      "list",
    ]);
  });

  it("leaves long lists folded", () => {
    expect(linesOf(Array.from({ length: 101 }), new Map())).toHaveLength(1);
    expect(linesOf({ "a/b": [1] }, new Map()).map((line) => line.path)).toContain("/output/a~1b");
  });
});
