import { expect, test } from "vitest";
import * as z from "zod";
import { firstVersion } from "./versions";

/** A made-up history: a name, then a name in two parts, then with a greeting. */
const first = z.strictObject({ name: z.string() });
const second = z.strictObject({ given: z.string(), family: z.string() });
const third = second.extend({ greeting: z.string() });

const history = firstVersion(first)
  .next(second, ({ name }) => {
    const [given, family] = name.split(" ");
    if (family === undefined) throw new Error("the name has one part");
    return { given, family };
  })
  .next(third, (older) => ({ ...older, greeting: "Hello" }));

const today = { given: "Ada", family: "Lovelace", greeting: "Hello" };

test("every version is converted to the newest", () => {
  expect(history.current).toBe(3);
  expect(history.read(1, { name: "Ada Lovelace" })).toEqual({ ok: true, value: today });
  expect(history.read(2, { given: "Ada", family: "Lovelace" })).toEqual({ ok: true, value: today });
  expect(history.read(3, today)).toEqual({ ok: true, value: today });
});

test("a value is checked by the schema of its own version", () => {
  expect(history.read(1, today)).toMatchObject({ ok: false, newer: false });
  expect(history.read(3, { name: "Ada Lovelace" })).toMatchObject({ ok: false, newer: false });
});

test("a newer version is distinguished from a broken value", () => {
  expect(history.read(4, today)).toMatchObject({ ok: false, newer: true });
  for (const never of [0, -1, 1.5, Number.NaN]) {
    expect(history.read(never, today)).toMatchObject({ ok: false, newer: false });
  }
});

test("a step that fails returns a message instead of throwing", () => {
  expect(history.read(1, { name: "Ada" })).toEqual({
    ok: false,
    newer: false,
    message: "Version 1 could not be upgraded: the name has one part",
  });
});

test("the next schema refuses the wrong result of a step", () => {
  const wrong = firstVersion(first).next(second, () => ({ given: 1 }));
  expect(wrong.read(1, { name: "x" })).toMatchObject({
    ok: false,
    message: expect.stringContaining("given"),
  });
});

test("the first version may have another number", () => {
  const late = firstVersion(first, 3);
  expect(late.current).toBe(3);
  expect(late.read(2, { name: "x" })).toMatchObject({ ok: false, newer: false });
  expect(late.read(3, { name: "x" })).toMatchObject({ ok: true });
});
