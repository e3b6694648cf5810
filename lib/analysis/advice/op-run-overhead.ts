import type { StrategyName } from "@/lib/model/strategy";
import type { ComparisonColumn } from "../report/compare";
import { SMALL_SHARE, worthwhileItemMs } from "../time/overhead";
import type { Durations } from "./crossover";
import type { Finding } from "./finding";
import { between, figure, type Sentence, say } from "./sentence";

/** Starts of workers vary by this factor from run to run. */
const START_FACTOR = 1.5;

/** The item duration from which a separate op run is worth its overhead: measured, not a rule of thumb. */
export function overheadFinding(
  columns: readonly ComparisonColumn[],
  perItem: StrategyName,
  { task, itemMs }: Durations,
): Finding | undefined {
  const overheadMs = columns.find(({ strategy }) => strategy === perItem)?.overheadPerItemMs ?? 0;
  if (!(overheadMs > 0)) return undefined;
  const around = (label: string, ms: number) =>
    between(label, ms, "ms", ms / START_FACTOR, ms * START_FACTOR);
  const overhead = around("measured overhead per op run", overheadMs);
  const from = around("item duration where overhead is 10%", worthwhileItemMs(overheadMs));
  const today = figure(`an item of ${task}, measured`, itemMs, "ms");
  const share = figure("share of the total", SMALL_SHARE, "share");
  const rest = figure("1 − share", 1 - SMALL_SHARE, "share");
  const formula: Sentence = say`Each op run adds ${overhead}. That is at most ${share} of the total for items of ${from} or longer (${overhead} × ${rest} ÷ ${share}).`;
  const isSmall = itemMs >= from.value * START_FACTOR;
  const isLarge = itemMs <= from.value / START_FACTOR;
  const sentence = isSmall
    ? say`${formula} Yours take ${today}.`
    : isLarge
      ? say`${formula} Yours take ${today}, so a pool or larger items save most of it.`
      : say`${formula} Yours take ${today}, which is close to that.`;
  return {
    kind: "op run overhead",
    sentence,
    claims: isSmall || isLarge ? [{ says: "overhead", label: perItem, isSmall }] : [],
    rule: "A start of a worker may take 1.5 times as long, or as short, in the next run: closer to the threshold it is not decided.",
  };
}
