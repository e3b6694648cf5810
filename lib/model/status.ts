/** How a span ended, or that it has not. Rows hold the position in this list. */
export const STATUSES = ["running", "succeeded", "failed", "interrupted", "skipped", "cancelled"] as const;
export type Status = (typeof STATUSES)[number];
