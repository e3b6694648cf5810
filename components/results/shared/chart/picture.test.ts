import { expect, it } from "vitest";
import { wrapped } from "./picture";

it("wraps text without losing words", () => {
  const text = "Pooled is 4.99× faster than sequential and 1.91× faster than dynamic";
  const lines = wrapped(text, 260, 15);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(" ")).toBe(text);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(30);
  expect(wrapped("x".repeat(200), 100, 15)).toEqual(["x".repeat(200)]);
});
