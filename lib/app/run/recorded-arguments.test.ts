import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preview } from "@/lib/runner/javascript/preview";
import { argumentsOf } from "./recorded-arguments";

const noteOf = (args: readonly unknown[]) => ({ id: 1, attempt: 1, args: args.map(preview).join(", ") });

describe("arguments read back from a span's note", () => {
  it("are those of the call, if they are plain data and recorded completely", () => {
    const plain = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ maxLength: 20 }),
      fc.array(fc.integer(), { maxLength: 5 }),
      fc.dictionary(fc.string({ maxLength: 8 }), fc.integer(), { maxKeys: 4, noNullPrototype: true }),
    );
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 4 }), (args) => {
        expect(argumentsOf(noteOf(args))).toEqual(args);
      }),
    );
  });

  it("are unavailable if they were cut, or are not plain data", () => {
    expect(argumentsOf(undefined)).toBeUndefined();
    expect(argumentsOf(noteOf([new Map([[1, 2]])]))).toBeUndefined();
    expect(argumentsOf(noteOf([Array.from({ length: 200 }, (_, i) => i)]))).toBeUndefined();
    expect(argumentsOf(noteOf([undefined]))).toBeUndefined();
  });
});
