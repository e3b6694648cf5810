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
/** By position in KINDS: whether a span has a body that a worker (or, inline, its caller's thread) executes. */
export const EXECUTED: readonly boolean[] = KINDS.map((kind) =>
  ["task", "dynamic", "process"].includes(kind),
);
