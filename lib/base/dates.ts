// The one formatter of dates: "21 Nov 2026, 14:05". English, the day before the month, 24 hours.

/** To the second, in UTC: 2026-11-21T14:05:00Z. */
export const isoTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** ms */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DAY_FIELDS = { day: "numeric", month: "short", year: "numeric" } as const;

const day = new Intl.DateTimeFormat("en-GB", DAY_FIELDS);
const dayInUtc = new Intl.DateTimeFormat("en-GB", { ...DAY_FIELDS, timeZone: "UTC" });
const time = new Intl.DateTimeFormat("en-GB", { ...DAY_FIELDS, hour: "2-digit", minute: "2-digit" });
const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "21 Nov 2026, 14:05". @param at ms since 1970 */
export const formatTime = (at: number): string => time.format(at);

/** "21 Nov 2026"; undefined if it is not a date. @param at ms since 1970 */
export const formatDay = (at: number): string | undefined => (Number.isNaN(at) ? undefined : day.format(at));

/** "21 Nov 2026": the day in UTC, the same wherever the page is built. @param date in ISO 8601, with or without a time */
export const formatUtcDay = (date: string): string => dayInUtc.format(new Date(date));

/** "just now", "5 minutes ago", "yesterday"; after a week the date. Times in ms since 1970. */
export function formatAgo(at: number, now: number): string {
  const passed = now - at;
  if (passed < MINUTE) return "just now";
  if (passed < HOUR) return ago.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return ago.format(-Math.floor(passed / HOUR), "hour");
  if (passed < 7 * DAY) return ago.format(-Math.floor(passed / DAY), "day");
  return formatTime(at);
}
