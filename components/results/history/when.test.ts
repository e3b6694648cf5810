import { expect, it } from "vitest";
import { whenText } from "./when";

const NOW = Date.UTC(2026, 0, 20, 12);
it.each([
  [0, "just now"],
  [-5000, "just now"],
  [5 * 60_000, "5 minutes ago"],
  [3 * 3_600_000, "3 hours ago"],
  [26 * 3_600_000, "yesterday"],
  [3 * 86_400_000, "3 days ago"],
])("%d ms ago is %s", (passed, text) => expect(whenText(NOW - passed, NOW)).toBe(text));

it("gives the date past a week", () => expect(whenText(NOW - 30 * 86_400_000, NOW)).toMatch(/^2\d Dec 2025/));
