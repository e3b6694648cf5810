import { formatCount, formatDuration, formatPercent, formatPlural, formatRatio } from "@/lib/base/format";
import type { Duration, Numbers } from "@/lib/estimate/numbers";
import type { Part } from "@/lib/estimate/outcome";
import { presetNamed } from "@/lib/estimate/presets";
import type { StrategyName } from "@/lib/model/strategy";
import { STRATEGY_DETAILS } from "@/lib/model/strategy-details";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { writeSpread } from "./duration-text";

/** "a pod": what one worker is called where the work runs. */
const workerOf = ({ place }: Numbers): string => presetNamed(place.preset).worker;

const plural = (worker: string): string => {
  const bare = worker.replace(/^an? /, "");
  const [head = bare, ...rest] = bare.split(/ (?=on |in |for )/);
  const many = /s$/.test(head) ? `${head}es` : `${head}s`;
  return [many, ...rest].join(" ");
};

/** A strategy where the work runs: "a pod per item", "kept pods". */
export function strategyPhrase(strategy: StrategyName, numbers: Numbers): string {
  const worker = workerOf(numbers);
  return STRATEGY_DETAILS[strategy].onWorkers
    .replace("{workers}", () => plural(worker))
    .replace("{worker}", () => worker);
}

/** What people call it: "Dagster dynamic outputs, Flyte map tasks". */
export const standsFor = (strategy: StrategyName): string => STRATEGY_TEXTS[strategy].standsFor;
export const labelOf = (strategy: StrategyName): string => STRATEGY_TEXTS[strategy].label;

/** In a sentence percentiles are too long. */
const about = (duration: Duration): string =>
  duration.kind === "percentiles" ? `about ${formatDuration(duration.p50Ms)}` : writeSpread(duration);

/** Waiting decides more than any other field, so the sentence names it. */
function waiting(share: number): string {
  if (share === 0) return "";
  return share > 0.995 ? " that only wait" : ` that wait ${formatPercent(share)} of the time`;
}

/** "10,000 items of 5 min on 64 pods that start in 20 s". */
export function questionText(numbers: Numbers): string {
  const { work, place, workers } = numbers;
  const name = workerOf(numbers).replace(/^an? /, "");
  const many = plural(workerOf(numbers));
  const on = workers === 1 ? `1 ${name}` : `${formatCount(workers)} ${many}`;
  const starts = workers === 1 ? "starts" : "start";
  return `${formatPlural(work.items, "item")} of ${about(work.item)}${waiting(work.waits)} on ${on} that ${starts} in ${about(place.start)}`;
}

export const PART_TEXTS: Readonly<Record<Part, { readonly label: string; readonly meaning: string }>> = {
  work: { label: "Work", meaning: "Items that succeed, and the steps before and after the fan-out." },
  rework: { label: "Rework", meaning: "Attempts that fail, with the starts and messages that they cost." },
  message: { label: "Messages", meaning: "Calls and results on their way." },
  queue: {
    label: "Queue",
    meaning:
      "A worker's place is empty: the run has not begun, the orchestrator is busy, or others still run.",
  },
  start: { label: "Starts", meaning: "Workers start and end." },
};
export const PARTS: readonly Part[] = ["work", "rework", "message", "queue", "start"];

/** "is 12% slower". From twice the time on, a ratio is read more easily than a percentage. */
export function slower(margin: number): string {
  if (!Number.isFinite(margin)) return "takes longer";
  return margin < 1 ? `is ${formatPercent(margin)} slower` : `takes ${formatRatio(1 + margin)} as long`;
}

/** By which share of the shorter time the longer one is longer; Infinity where the shorter one is none. */
export const marginOf = (shorterMs: number, longerMs: number): number =>
  longerMs === shorterMs ? 0 : longerMs / shorterMs - 1;
