import { expect, it } from "vitest";
import { preview } from "@/lib/runner/javascript/preview";
import { givenOf } from "./recorded-arguments";

const old = (...args: readonly unknown[]) => ({ id: 1, attempt: 1, args: args.map(preview).join(", ") });

it("are those that were kept", () => {
  expect(givenOf({ ...old("x"), given: '["y"]' })).toBe('["y"]');
});

it("are those of the preview in a recording of before, where it is complete", () => {
  expect(givenOf(old(1, "a", null, { b: [true] }))).toBe('[1, "a", null, {"b": [true]}]');
});

it("are not there where they were cut or are of another kind", () => {
  expect(givenOf(undefined)).toBeUndefined();
  const cut = [
    ["x".repeat(600)],
    [Array.from({ length: 200 }, (_, i) => i)],
    [new Map([[1, 2]])],
    [undefined],
  ];
  for (const args of cut) expect(givenOf(old(...args))).toBeUndefined();
});
