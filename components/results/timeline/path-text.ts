import type { ExplainedPath, PathPart, PathStep } from "@/lib/analysis/time/path-steps";
import { formatDuration } from "@/lib/base/format";
import type { Trace } from "@/lib/trace/trace";
import { keyFirstAt } from "../shared/span/names";
import { percentText } from "./range";

const PART_WORDS: Readonly<Record<PathPart, string>> = {
  compute: "running",
  spawn: "worker start",
  queue: "waiting",
  transfer: "transfer",
  unknown: "not explained",
};

const ORDER: readonly PathPart[] = ["compute", "spawn", "queue", "transfer", "unknown"];

/** "657 ms = 61% running + 25% worker start": parts that round to nothing are left out. */
export function totalsText({ totals }: Pick<ExplainedPath, "totals">): string {
  const all = ORDER.reduce((sum, part) => sum + totals[part], 0);
  const shares = ORDER.filter((part) => totals[part] / all >= 0.005)
    .sort((a, b) => totals[b] - totals[a])
    .map((part) => `${percentText(totals[part] / all)} ${PART_WORDS[part]}`);
  return `${formatDuration(all)} = ${shares.join(" + ")}`;
}

/** "98 ms running, 40 ms worker start", the longest first. */
export function partsText({ parts, from, to }: Pick<PathStep, "parts" | "from" | "to">): string {
  const shown = ORDER.filter((part) => parts[part] > 0 && parts[part] >= (to - from) * 0.01);
  return shown
    .sort((a, b) => parts[b] - parts[a])
    .map((part) => `${formatDuration(parts[part])} ${PART_WORDS[part]}`)
    .join(", ");
}

/** Why a step began when it did. */
export function causeText(trace: Trace, { cause, after }: Pick<PathStep, "cause" | "after">): string {
  if (after < 0) return "the run started";
  const before = keyFirstAt(trace, after);
  switch (cause) {
    case "called":
      return `because ${before} called it`;
    case "returned":
      return `because it waited for ${before}`;
    case "freed":
      return `because a worker became free when ${before} ended`;
    case "behind":
      return `because ${before} ran before it in the same worker`;
    case "retry":
      return "because the attempt before failed";
    case "same":
      return `after ${before}`;
  }
}
