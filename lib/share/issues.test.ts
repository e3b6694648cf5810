import { expect, test } from "vitest";
import * as z from "zod";
import { describeIssues } from "./issues";

const schema = z.strictObject({
  settings: z.strictObject({ workers: z.int().max(64, "must be 64 or less") }),
  list: z.array(z.string()),
});

function messageFor(value: unknown): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? "" : describeIssues(parsed.error);
}

test("each key is named by its path", () => {
  expect(messageFor({ settings: { workers: 65 }, list: [] })).toBe("settings.workers: must be 64 or less");
  expect(messageFor({ settings: { workers: 1, wokers: 2 }, list: [] })).toBe("settings.wokers: unknown key");
  expect(messageFor({ settings: { workers: 1 }, list: ["a", 2] })).toMatch(/^list\[1\]: /);
  expect(messageFor(1)).toMatch(/^value: /);
});

test("many issues are counted, not listed", () => {
  expect(messageFor({ settings: { workers: 65 }, list: [1, 2, 3, 4] })).toMatch(/\(and 2 more\)$/);
});

test("a hostile key is shortened", () => {
  expect(messageFor({ settings: { workers: 1, ["x".repeat(9999)]: 2 }, list: [] }).length).toBeLessThan(120);
});
