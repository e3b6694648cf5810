import {
  capitalize,
  formatCount,
  formatDuration,
  formatLongDuration,
  formatNumber,
  formatPercent,
  formatPlural,
  formatRatio,
} from "@/lib/base/format";
import { strategyNamed } from "@/lib/engine/strategies";
import type { Numbers } from "@/lib/estimate/numbers";
import type { BreakEven, Change, Estimate, StrategyEstimate } from "@/lib/estimate/outcome";
import type { StrategyName } from "@/lib/model/strategy";
import { labelOf, PART_TEXTS, questionText, standsFor, strategyPhrase } from "./words";

export interface AnswerText {
  /** What to take. */
  readonly headline: string;
  /** Why: the question, the two times, and what the difference buys. */
  readonly because: string;
}

const named = ({ strategies }: Estimate, strategy: StrategyName): StrategyEstimate | undefined =>
  strategies.find((each) => each.strategy === strategy);

/** A strategy's name, and what it is where the work runs. */
function introduced(strategy: StrategyName, { numbers }: Estimate): string {
  const phrase = strategyPhrase(strategy, numbers);
  const known = standsFor(strategy);
  return `${labelOf(strategy)}: ${phrase}${known === phrase ? "" : ` (${known})`}`;
}

export function answerText(estimate: Estimate): AnswerText {
  const { numbers, decision } = estimate;
  const { take, fastest, against, differenceMs, difference, reason, part } = decision;
  const question = capitalize(questionText(numbers));
  const timed = (strategy: StrategyName): string => {
    const found = named(estimate, strategy);
    const phrase = strategyPhrase(strategy, numbers);
    return found
      ? `${phrase} takes ${formatLongDuration(found.wallMs)}`.replace(/^kept (.+) takes/, "kept $1 take")
      : phrase;
  };
  const buys =
    strategyNamed(take).opRun === "item" ? " a record and a retry of each item" : " the simpler program";
  switch (reason) {
    case "no-difference":
      return {
        headline: `It makes no difference. Take ${introduced(take, estimate)}`,
        because: `${question}: ${timed(take)}${against && against !== take ? `, ${timed(against)}` : ""}. The difference is within the error of the estimate. Take what gives you${buys}.`,
      };
    case "worth-it":
      return {
        headline: `Take ${introduced(take, estimate)}`,
        because: `${question}: ${timed(fastest)}, ${timed(take)}${longer(Math.abs(difference))}. ${capitalize(formatLongDuration(Math.abs(differenceMs)))} more buy${buys}.`,
      };
    case "fastest": {
      const most =
        part && against ? ` Most of the difference is ${PART_TEXTS[part].label.toLowerCase()}.` : "";
      return {
        headline: `Take ${introduced(take, estimate)}`,
        because: `${question}: ${timed(take)}${against ? `, ${timed(against)}${longer(Math.abs(difference))}` : ""}.${most}`,
      };
    }
  }
}

/** From twice the time on, a ratio is read more easily than a percentage; of no time there is neither. */
function longer(share: number): string {
  if (!Number.isFinite(share)) return "";
  return share < 1 ? ` (+${formatPercent(share)})` : ` (${formatRatio(1 + share)} as long)`;
}

const FIELD_TEXTS: Readonly<
  Record<
    BreakEven["field"],
    { readonly below: string; readonly above: string; readonly write: (value: number) => string }
  >
> = {
  itemMs: { below: "Items shorter than", above: "longer", write: formatLongDuration },
  items: { below: "Fewer items than", above: "more", write: (value) => formatCount(Math.round(value)) },
  startMs: { below: "Starts shorter than", above: "longer", write: formatDuration },
  workers: { below: "Fewer workers than", above: "more", write: (value) => formatCount(Math.round(value)) },
  failures: { below: "Failure rates below", above: "above", write: formatPercent },
};

/** "Items shorter than 40 s: take Pooled; longer: Dynamic." */
export function breakEvenText({ field, at, below, above }: BreakEven): string {
  const words = FIELD_TEXTS[field];
  return `${words.below} ${words.write(at)}: take ${labelOf(below)}; ${words.above}: ${labelOf(above)}.`;
}

/** What could be done next, and what it saves. */
export function changeText({ kind, strategy, to, wallMs, savedMs }: Change, numbers: Numbers): string {
  const what = {
    strategy: `${labelOf(strategy)} (${strategyPhrase(strategy, numbers)})`,
    workers: formatPlural(to, "worker"),
    chunk: `Chunks of ${formatCount(to)} (${labelOf(strategy)})`,
    limit: `A limit of ${formatCount(to)}`,
    cores: formatPlural(to, "core"),
    start: `Starts in ${formatDuration(to)}`,
  }[kind];
  return `${what}: ${formatLongDuration(wallMs)}, saves ${formatLongDuration(savedMs)}.`;
}

/** What items that fail mean; nothing where none do. */
export function failingTexts({ numbers, decision: { failing } }: Estimate): readonly string[] {
  if (!failing) return [];
  const { failedAttempts, lost, anyFails } = failing;
  const { retries } = numbers.work;
  const about = (count: number): string =>
    count < 10 ? formatNumber(count) : formatCount(Math.round(count));
  return [
    `About ${about(failedAttempts)} attempts fail. Every strategy here retries the item, not the run.`,
    `A plain Pool.map raises at the first failure and starts over: the chance that at least one attempt fails is ${formatPercent(anyFails)}.`,
    lost >= 0.05
      ? `About ${about(lost)} items fail in all ${retries + 1} attempts. Without a success ratio below 100% the run fails with them.`
      : `With ${formatPlural(retries, "retry", "retries")} practically no item fails in every attempt.`,
  ];
}

/** "Limited by the number of workers." */
export function bindingText({ binding, parallel, fits }: StrategyEstimate): string {
  if (!fits) return "does not fit into the host's memory";
  const why = {
    items: "all items",
    workers: "the workers",
    limit: "the platform's limit",
    memory: "the host's memory",
    strategy: "one thread",
  }[binding];
  return `${formatCount(parallel)} in parallel (${why})`;
}
