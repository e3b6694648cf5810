import { formatList } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import type { LessonStep } from "@/lib/share/lesson-v1";

/** Characters of one value. */
const VALUE = 40;

const NAMES: Readonly<Record<string, string>> = {
  workers: "workers",
  concurrency: "concurrency",
  maxParallelism: "parallelism limit",
  rounds: "rounds",
  start: "start",
  chunk: "chunk",
  seed: "seed",
  timeoutMs: "timeout (ms)",
  timeBudgetMs: "time budget (ms)",
  mode: "mode",
  standIns: "stand-ins",
};

/** What a step offers to set, in words: "strategies Dynamic and Pooled, workers 7". Undefined where it sets nothing. */
export function stepChange({ settings = {}, inputs = {} }: LessonStep): string | undefined {
  const { strategies, ...others } = settings;
  const parts = [
    ...(strategies ? [`strategies ${formatList(strategies.map((name) => STRATEGY_TEXTS[name].label))}`] : []),
    ...Object.entries(others).map(([name, value]) =>
      typeof value === "object" ? (NAMES[name] ?? name) : `${NAMES[name] ?? name} ${value}`,
    ),
    ...Object.entries(inputs).map(
      ([name, value]) => `${tameText(name, VALUE)} = ${tameText(JSON.stringify(value), VALUE)}`,
    ),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}
