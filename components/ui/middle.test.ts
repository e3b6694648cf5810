import { expect, it } from "vitest";
import { splitForMiddle } from "./middle";

it("keeps short names whole", () => expect(splitForMiddle("letters")).toEqual(["letters", ""]));

it("keeps the end of a long name", () => {
  const name = `${"a".repeat(196)}_end`;
  const [head, tail] = splitForMiddle(name);
  expect(head + tail).toBe(name);
  expect(tail).toBe("aaaa_end");
});

it("cuts between characters", () => {
  const [head, tail] = splitForMiddle("🙂".repeat(40));
  expect([...tail]).toHaveLength(8);
  // A lone surrogate makes it throw.
  expect(() => encodeURIComponent(head)).not.toThrow();
});
