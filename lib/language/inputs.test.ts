import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyValue } from "@/lib/testing/arbitraries";
import { checkInputs } from "./check-inputs";
import { fieldType } from "./field-type";
import { formatInput, parseInput } from "./inputs";
import type { InputField } from "./program";

const field = (type: InputField["type"]): InputField => ({ name: "x", type });

describe("parseInput", () => {
  test.each([
    ["number", " 12 ", 12],
    ["number", "-1_000.5", -1000.5],
    ["number", "1e3", 1000],
    ["number", "0xFF", 255],
    ["number", ".5", 0.5],
    ["string", " as it is ", " as it is "],
    ["string", "", ""],
    ["boolean", "true", true],
    ["boolean", " false", false],
    ["numbers", "1, 2 3,\n4", [1, 2, 3, 4]],
    ["numbers", "[1, 2]", [1, 2]],
    ["numbers", "-2..2, 7", [-2, -1, 0, 1, 2, 7]],
    ["numbers", "3..3", [3]],
    ["numbers", "", []],
    ["strings", "one, two\n\n three", ["one, two", " three"]],
    ["strings", '["a", "b\\nc"]', ["a", "b\nc"]],
    ["strings", "", []],
    ["json", '{ "a": [1, null] }', { a: [1, null] }],
  ] as const)("%s %j", (type, text, value) => {
    expect(parseInput(field(type), text)).toEqual({ ok: true, value });
  });

  test.each([
    ["number", "", 'Enter a number for "x".'],
    ["number", "abc", '"x" must be a number, not "abc".'],
    ["number", "1e999", '"x" must be a number, not "1e999".'],
    ["number", "Infinity", '"x" must be a number, not "Infinity".'],
    ["number", "1__0", '"x" must be a number, not "1__0".'],
    ["number", "1 2", '"x" must be a number, not "1 2".'],
    ["boolean", "yes", '"x" must be true or false, not "yes".'],
    ["numbers", "5..1", '"x" must be a list of numbers, not "5..1".'],
    ["numbers", "0..99999999", '"x" must be a list of numbers, not "0..99999999".'],
    ["numbers", "1..600000 1..600000", '"x" can contain at most 1,000,000 numbers.'],
    ["numbers", "1, two", '"x" must be a list of numbers, not "two".'],
    ["numbers", '[1, "2"]', '"x" must be a list of numbers, not "[1, \\"2\\"]".'],
    ["strings", "[1]", '"x" must be a list of strings, not "[1]".'],
    ["json", "{ a: 1 }", '"x" must be a JSON value, not "{ a: 1 }".'],
    ["json", "", 'Enter a JSON value for "x".'],
    ["json", `[${"1,".repeat(1_000)}`, `"x" must be a JSON value, not "[${"1,".repeat(18)}1…".`],
  ] as const)("%s refuses %j", (type, text, message) => {
    const parsed = parseInput(field(type), text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok && text.length < 100) expect(parsed.message).toBe(message);
  });

  test("reads back what formatInput writes", () => {
    const json = fc
      .jsonValue()
      .filter((value) => JSON.stringify(value) === JSON.stringify(JSON.parse(JSON.stringify(value))));
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.boolean(),
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(-0))),
      fc.array(fc.string({ unit: "grapheme" })),
      json,
    );
    fc.assert(
      fc.property(value, (original) => {
        const of = field(fieldType(original));
        const parsed = parseInput(of, formatInput(of, original));
        expect(parsed).toEqual({
          ok: true,
          value: of.type === "json" ? JSON.parse(JSON.stringify(original)) : original,
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

test("a long run of numbers is written as a range", () => {
  const numbers = Array.from({ length: 10_000 }, (_, i) => i + 1);
  expect(formatInput(field("numbers"), numbers)).toBe("1..10000");
  expect(formatInput(field("numbers"), [1, 2, 3, 9])).toBe("1, 2, 3, 9");
});

describe("checkInputs", () => {
  const fields: InputField[] = [
    { name: "count", type: "number", default: 26 },
    { name: "names", type: "strings", default: ["a"] },
    { name: "other", type: "json" },
  ];

  test("fills in the defaults that are known", () => {
    expect(checkInputs(fields, {})).toEqual({ ok: true, values: { count: 26, names: ["a"] } });
    expect(checkInputs(fields, { count: 1, names: [], other: { a: [null] } })).toEqual({
      ok: true,
      values: { count: 1, names: [], other: { a: [null] } },
    });
    expect(checkInputs(fields, { count: undefined })).toEqual({
      ok: true,
      values: { count: 26, names: ["a"] },
    });
    expect(checkInputs([], {})).toEqual({ ok: true, values: {} });
  });

  test("names everything that is wrong", () => {
    expect(checkInputs(fields, { count: "1", names: ["a", 2], cuont: 3, other: () => 1 })).toEqual({
      ok: false,
      errors: [
        { name: "cuont", message: 'This program has no input "cuont". Did you mean "count"?' },
        { name: "count", message: '"count" must be a number, not "1".' },
        { name: "names", message: '"names" must be a list of strings, not this list.' },
        { name: "other", message: '"other" must be a JSON value, not a function.' },
      ],
    });
    expect(checkInputs([], { a: 1 })).toEqual({
      ok: false,
      errors: [{ name: "a", message: "This program has no inputs." }],
    });
  });

  test.each([[null], [[1]], ["text"], [undefined], [3]])("%j is no object of inputs", (values) => {
    expect(checkInputs(fields, values)).toMatchObject({ ok: false, errors: [{ name: "inputs" }] });
  });

  test("refuses what no JSON holds", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    for (const other of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      circle,
      new Date(),
      new Map(),
      [undefined],
      Symbol("s"),
    ]) {
      expect(checkInputs(fields, { other }).ok).toBe(false);
    }
    expect(checkInputs(fields, { count: Number.NaN }).ok).toBe(false);
    expect(checkInputs(fields, { names: "a" }).ok).toBe(false);
  });

  test("a name like __proto__ is a name", () => {
    const values: unknown = JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1 }');
    expect(checkInputs(fields, values)).toMatchObject({
      ok: false,
      errors: [{ name: "__proto__" }, { name: "constructor" }],
    });
    const checked = checkInputs(
      [{ name: "__proto__", type: "json" }],
      JSON.parse('{ "__proto__": { "a": 1 } }'),
    );
    if (!checked.ok) throw new Error("it is an input");
    expect(Object.getOwnPropertyNames(checked.values)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(checked.values)).toBe(Object.prototype);
  });

  test("whatever comes, there is an answer", () => {
    fc.assert(
      fc.property(anyValue, fc.dictionary(fc.string(), anyValue), (anything, dictionary) => {
        for (const values of [anything, dictionary, { count: anything, names: anything, other: anything }]) {
          const checked = checkInputs(fields, values);
          if (checked.ok) expect(JSON.parse(JSON.stringify(checked.values))).toBeDefined();
          else expect(checked.errors.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

test("a choice is one of its values", () => {
  const job: InputField = { name: "job", type: "string", default: "a", choices: ["a", "b", "c"] };
  expect(checkInputs([job], { job: "b" })).toEqual({ ok: true, values: { job: "b" } });
  expect(checkInputs([job], { job: "d" })).toMatchObject({
    errors: [{ name: "job", message: '"job" must be a, b or c, not "d".' }],
  });
});
