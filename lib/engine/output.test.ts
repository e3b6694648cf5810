import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REPORT_OUTPUT_MAX_BYTES } from "@/lib/model/limits";
import { anyValue } from "@/lib/testing/arbitraries";
import { encodeOutput } from "./output";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

describe("encodeOutput", () => {
  it("keeps what JSON can hold", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON text does not keep -0, which fast-check generates.
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(encodeOutput(plain)).toEqual({ value: plain, truncated: false });
      }),
    );
  });

  it("tags what JSON cannot hold", () => {
    const self: Record<string, unknown> = { a: 1 };
    self.self = self;
    const of = (value: unknown) => encodeOutput(value).value;
    expect(of(undefined)).toEqual({ $fanout: "undefined" });
    expect(of([Number.NaN, Number.POSITIVE_INFINITY, -0, 12n])).toEqual([
      { $fanout: "number", value: "NaN" },
      { $fanout: "number", value: "Infinity" },
      { $fanout: "number", value: "-0" },
      { $fanout: "bigint", value: "12" },
    ]);
    expect(of(new Date(0))).toEqual({ $fanout: "Date", value: "1970-01-01T00:00:00.000Z" });
    expect(of(new Date(Number.NaN))).toEqual({ $fanout: "Date", value: "Invalid Date" });
    expect(of(new Map([["a", new Set([1])]]))).toEqual({
      $fanout: "Map",
      entries: [["a", { $fanout: "Set", values: [1] }]],
    });
    expect(of(Float64Array.of(1, Number.NaN))).toEqual({
      $fanout: "Float64Array",
      values: [1, { $fanout: "number", value: "NaN" }],
    });
    expect(of(new ArrayBuffer(2))).toEqual({ $fanout: "ArrayBuffer", values: [0, 0] });
    expect(of(new RangeError("far"))).toEqual({ $fanout: "Error", name: "RangeError", message: "far" });
    expect(of(self)).toEqual({ a: 1, self: { $fanout: "cycle", depth: 1 } });
    const sparse: number[] = [1];
    sparse[2] = 2;
    expect(of(sparse)).toEqual([1, { $fanout: "hole" }, 2]);
    expect(of({ $fanout: "mine" })).toEqual({ $fanout: "object", entries: [["$fanout", "mine"]] });
    expect(of({ $fanout: "Dir", name: "d" })).toEqual({ $fanout: "Dir", name: "d" });
    expect(of(/a/g)).toEqual({ $fanout: "RegExp", value: "/a/g" });
  });

  it("keeps a key __proto__", () => {
    const value: unknown = JSON.parse('{"__proto__": {"a": 1}}');
    expect(JSON.stringify(encodeOutput(value).value)).toBe('{"__proto__":{"a":1}}');
  });

  it("cuts long lists, long strings and deep nesting, and marks it", () => {
    const list = encodeOutput(Array.from({ length: 100_000 }, (_, i) => i));
    expect(list.truncated).toBe(true);
    expect(bytes(list.value)).toBeLessThanOrEqual(REPORT_OUTPUT_MAX_BYTES);
    expect(JSON.stringify(list.value)).toMatch(/\{"\$fanout":"omitted","items":\d+\}\]$/);
    expect(encodeOutput("é".repeat(300_000)).truncated).toBe(true);
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    expect(encodeOutput(deep).truncated).toBe(true);
    // Shared parts would make 2^100 nodes.
    let shared: unknown = [1];
    for (let i = 0; i < 100; i += 1) shared = [shared, shared];
    expect(bytes(encodeOutput(shared).value)).toBeLessThanOrEqual(REPORT_OUTPUT_MAX_BYTES);
  });

  it("is never longer than the limit and always JSON, whatever the value", () => {
    const limit = 40_000;
    fc.assert(
      fc.property(anyValue, fc.integer({ min: 1, max: 5_000 }), (value, times) => {
        const { value: encoded, truncated } = encodeOutput(
          Array.from({ length: times }, () => value),
          limit,
        );
        expect(bytes(encoded)).toBeLessThanOrEqual(limit);
        expect(JSON.parse(JSON.stringify(encoded))).toEqual(encoded);
        if (!truncated && Array.isArray(encoded)) expect(encoded.length).toBe(times);
      }),
      { numRuns: 200, examples: [[new Date("+010000-01-01T00:00:00.000Z"), 702]] },
    );
  });
});
