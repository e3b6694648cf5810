import { expect, test } from "vitest";
import { type SignalBuffer, Turns } from "./turns";

test("a stack that does not wait is interrupted, and not before its time", () => {
  let now = 0;
  let buffer: SignalBuffer | undefined;
  const turns = new Turns(
    () => now,
    (given) => {
      buffer = given;
    },
  );
  expect(buffer).toBeUndefined();
  turns.take(26);
  now = 9;
  expect(buffer?.[0]).toBe(0);
  turns.begin();
  now = 18;
  expect(buffer?.[0]).toBe(0);
  now = 19;
  expect(buffer?.[0]).toBe(26);
  expect(buffer?.[0]).toBe(0);
  turns.take(0);
  expect(buffer).toBeUndefined();
});
