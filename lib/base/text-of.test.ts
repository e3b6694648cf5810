import fc from "fast-check";
import { expect, it } from "vitest";
import { reasonOf, textOf } from "./text-of";

const withoutText = [{ toString: 1, valueOf: 1 }, Object.create(null), [[Object.create(null)]]];

it("has a text for everything", () => {
  for (const value of withoutText) expect(textOf(value)).toBe("[object]");
  expect(textOf(Symbol("s"))).toBe("Symbol(s)");
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => typeof textOf(value) === "string"),
  );
});

it("has a reason for everything that can be thrown", () => {
  expect(reasonOf(new Error("no room"))).toBe("no room");
  expect(reasonOf("no room")).toBe("no room");
  expect(reasonOf(Object.assign(new Error(), { message: Object.create(null) }))).toBe("[object]");
});
