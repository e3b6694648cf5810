import { expect, it } from "vitest";
import { formatAgo, formatDay, formatTime, formatUtcDay } from "./dates";

const NOW = Date.UTC(2026, 0, 20, 12);

it("writes every date with the day first and 24 hours", () => {
  expect(formatTime(new Date(2026, 10, 21, 14, 5).getTime())).toBe("21 Nov 2026, 14:05");
  expect(formatDay(new Date(2026, 10, 21, 14, 5).getTime())).toBe("21 Nov 2026");
  expect(formatDay(Number.NaN)).toBeUndefined();
});

it.each(["2026-11-21", "2026-11-21T23:59:00.000Z"])("gives the day of %s in UTC", (date) =>
  expect(formatUtcDay(date)).toBe("21 Nov 2026"),
);

it.each([
  [0, "just now"],
  [-5000, "just now"],
  [5 * 60_000, "5 minutes ago"],
  [3 * 3_600_000, "3 hours ago"],
  [26 * 3_600_000, "yesterday"],
  [3 * 86_400_000, "3 days ago"],
])("%d ms ago is %s", (passed, text) => expect(formatAgo(NOW - passed, NOW)).toBe(text));

it("gives the date after a week", () =>
  expect(formatAgo(NOW - 30 * 86_400_000, NOW)).toMatch(/^2\d Dec 2025/));
