/** What a span is. Rows hold the position in this list. */
export const KINDS = [
  "workflow",
  "launchPlan",
  "dynamic",
  "task",
  "map",
  "group",
  "trace",
  "process",
] as const;
export type Kind = (typeof KINDS)[number];
