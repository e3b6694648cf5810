/** ms */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const date = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

const day = new Intl.DateTimeFormat("en", { dateStyle: "long" });

/** "November 21, 2026"; undefined where it is no date. @param at ms since 1970 */
export const dayText = (at: number): string | undefined => (Number.isNaN(at) ? undefined : day.format(at));

/** "just now", "5 minutes ago", "yesterday", and past a week the date. Times in ms since 1970. */
export function whenText(at: number, now: number): string {
  const passed = now - at;
  if (passed < MINUTE) return "just now";
  if (passed < HOUR) return ago.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return ago.format(-Math.floor(passed / HOUR), "hour");
  if (passed < 7 * DAY) return ago.format(-Math.floor(passed / DAY), "day");
  return date.format(at);
}
