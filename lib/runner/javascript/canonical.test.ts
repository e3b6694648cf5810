import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical } from "./canonical";
import { ErrorClasses } from "./copy/error-classes";
import { isDeepEqual, randomValue } from "./testing/random-value";
import { javascriptValues } from "./values";

const values = javascriptValues({}, new ErrorClasses());
const copyOf = (value: unknown) => values.copy(value, { name: "value", verb: "Pass" }).value;

describe("canonical text", () => {
  it("is equal exactly for equal values", () => {
    fc.assert(
      fc.property(randomValue, randomValue, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(isDeepEqual(a, b));
      }),
      { numRuns: 3_000 },
    );
  });

  it("is equal for a copy, and for what crosses", () => {
    fc.assert(
      fc.property(randomValue, (value) => {
        const copy = copyOf(value);
        expect(isDeepEqual(copy, value)).toBe(true);
        expect(canonical(copy)).toBe(canonical(value));
        const crossed = structuredClone(values.encode(value, { name: "value", verb: "Pass" }).value);
        const received = values.decode(crossed);
        expect(isDeepEqual(received, value)).toBe(true);
        expect(canonical(received)).toBe(canonical(value));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    [
      "different types",
      ["1", 1, 1n, true, "true", null, "null", undefined, "undefined", Object(1), [1], new Set([1])],
    ],
    ["regular expressions", [/a/, /b/, /a/g, "/a/"]],
    ["errors", [new Error("a"), new Error("b"), new TypeError("a"), new Error("a", { cause: 1 })]],
    ["own fields of errors", [1, 2].map((status) => Object.assign(new Error("a"), { status }))],
    ["errors of errors", [1, 2].map((n) => new AggregateError([new Error(String(n))]))],
    ["what is missing", [{}, { a: undefined }, { a: null }]],
    ["holes", [[undefined], new Array(1), [], [null]]],
    ["extra properties of lists", [[1], Object.assign([1], { total: 1 })]],
    [
      "views",
      [
        new Uint8Array([1]),
        new Int8Array([1]),
        new Uint8Array([1]).buffer,
        new DataView(new Uint8Array([1]).buffer),
      ],
    ],
    ["maps", [new Map([[1, 2]]), new Map([["1", 2]]), { 1: 2 }, new Map([[1, 3]])]],
    [
      "shared parts",
      [
        (() => {
          const o = {};
          return [o, o];
        })(),
        [{}, {}],
      ],
    ],
  ])("tells apart %s", (_, different) => {
    expect(new Set(different.map((one) => canonical(one))).size).toBe(different.length);
  });

  it("does not depend on the order of keys, entries and elements", () => {
    const key = { k: 1 };
    expect(canonical({ a: 1, b: 2 })).toBe(canonical({ b: 2, a: 1 }));
    expect(
      canonical(
        new Map<unknown, unknown>([
          [key, 1],
          ["b", key],
        ]),
      ),
    ).toBe(
      canonical(
        new Map<unknown, unknown>([
          ["b", key],
          [key, 1],
        ]),
      ),
    );
    expect(canonical(new Set([{ a: 1 }, { a: 2 }]))).toBe(canonical(new Set([{ a: 2 }, { a: 1 }])));
  });

  it("takes an instance for what it arrives as", () => {
    class Point {
      constructor(readonly x: number) {}
    }
    expect(canonical(new Point(1))).toBe(canonical({ x: 1 }));
  });

  it.each([
    ["a function", { a: [() => 1] }, "`arguments.a[0]` is a function"],
    ["a platform object", { a: new Intl.Collator() }, "`arguments.a` is an Intl.Collator"],
    ["a promise", [Promise.resolve()], "`arguments[0]` is a Promise"],
  ])("is refused for %s, with its place", (_, value, message) => {
    expect(() => canonical(value)).toThrow(message);
  });

  it("of long lists takes little time", () => {
    const list = Array.from({ length: 100_000 }, (_, i) => i * 1.5);
    const started = performance.now();
    canonical([list, new Float64Array(list)]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
