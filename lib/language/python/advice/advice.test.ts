import { describe, expect, it } from "vitest";
import { rules } from ".";
import { ruleCases } from "./testing/cases";
import { fixed, warningsOf } from "./testing/rule-case";

it("every rule has a table", () => {
  expect(Object.keys(ruleCases)).toEqual(Object.keys(rules));
});

describe.each(Object.entries(ruleCases))("%s", (_, { triggers, silent }) => {
  it.each(triggers)("speaks of $name", ({ code, at, message, fixed: wanted }) => {
    expect(warningsOf(code).map((warning) => [warning.at, warning.message])).toEqual([[at, message]]);
    expect(fixed(code)).toBe(wanted);
    if (wanted !== undefined) expect(warningsOf(wanted)).toEqual([]);
  });

  it.each(Object.entries(silent))("says nothing of what %s", (_name, code) => {
    expect(warningsOf(code).map(({ message }) => message)).toEqual([]);
  });
});

it("a program with a syntax error gets no advice", () => {
  expect(warningsOf("import numpy\ndef f(:\n")).toEqual([]);
});

it.each(["a = a.b\na.c()\n", "a = a()\na()\n", "a = b\nb = a\na.map(b)\n", "def f(): return f\nf()()\n"])(
  "takes names that stand for themselves: %j",
  (source) => {
    expect(warningsOf(source)).toEqual([]);
  },
);

it("takes any text, in a time that grows with its length", () => {
  const before = performance.now();
  for (const part of [
    "(",
    "[",
    "f(",
    "lambda: ",
    "if x:\n ",
    "a.",
    "x = y\n",
    "def f(): pass\n",
    "f'{",
    '"""',
    "@",
  ])
    warningsOf(part.repeat(1_000));
  expect(performance.now() - before).toBeLessThan(4_000);
});
