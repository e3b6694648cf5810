import { capitalize, formatList } from "@/lib/base/format";
import { getOrCreate } from "@/lib/base/get-or-create";
import { strategyNamed } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import type { Ahead, Crossover, LevelFrom } from "./compare-curves";
import type { Durations } from "./crossover";
import type { Finding } from "./finding";
import { between, figure, say } from "./sentence";

/** What longer or shorter items would change. One finding for each two strategies of which something is known. */
export function durationFindings(durations: Durations): Finding[] {
  return [
    ...durations.crossovers.map((crossover) => crossoverFinding(crossover, durations)),
    ...durations.levels.map((level) => levelFinding(level, durations)),
    ...aheadFindings(durations),
  ];
}

const today = ({ task, itemMs }: Durations) => figure(`an item of ${task}, measured`, itemMs, "ms");

const RULE = "The simulated times, with their error, must differ by more than 2% on both sides.";

function crossoverFinding(crossover: Crossover, durations: Durations): Finding {
  const { below, above, itemMs, lowMs, highMs } = crossover;
  const point = between("break-even item duration", itemMs, "ms", lowMs, highMs);
  const [low, high] = [figure("clear below", lowMs, "ms"), figure("clear above", highMs, "ms")];
  return {
    kind: "crossover",
    sentence: say`Below about ${point} per item ${below} is faster, above it ${above} (clear below ${low} and above ${high}). An item of ${durations.task} takes ${today(durations)}.`,
    claims: [{ says: "crossover", below, above, itemMs: [lowMs, highMs] }],
    rule: RULE,
  };
}

/** Why to take the one or the other where time does not decide. */
function choice([a, b]: readonly [StrategyName, StrategyName]): string {
  const [perItem] = [a, b].filter((name) => strategyNamed(name).opRun === "item");
  const [pool] = [a, b].filter((name) => strategyNamed(name).runs === "pool");
  if (perItem === undefined || pool === undefined) return "";
  return ` Choose ${perItem} for a record, isolation and retries per item, or ${pool} for fewer starts.`;
}

function levelFinding({ strategies, fromMs, lowMs, highMs }: LevelFrom, durations: Durations): Finding {
  const from = between("item duration from which they are level", fromMs, "ms", lowMs, highMs);
  const everywhere = fromMs <= (durations.points[0]?.itemMs ?? 0);
  const pair = `${strategies[0]} and ${strategies[1]}`;
  return {
    kind: "no difference",
    sentence: everywhere
      ? say`The item duration makes no difference between ${pair} (under 2%).${choice(strategies)}`
      : say`From about ${from} per item on, it makes no difference whether you use ${strategies[0]} or ${strategies[1]} (under 2%).${choice(strategies)} An item of ${durations.task} takes ${today(durations)}.`,
    claims: [{ says: "no difference", labels: strategies, fromMs: [lowMs, highMs] }],
    rule: "The simulated times differ by less than 2% for every longer duration.",
  };
}

/** One for each strategy that stays ahead of others. */
function aheadFindings(durations: Durations): Finding[] {
  const byStrategy = new Map<StrategyName, Ahead[]>();
  for (const each of durations.ahead) getOrCreate(byStrategy, each.strategy, (): Ahead[] => []).push(each);
  return [...byStrategy].map(([strategy, all]): Finding => aheadFinding(strategy, all, durations));
}

function aheadFinding(strategy: StrategyName, all: readonly Ahead[], durations: Durations): Finding {
  const lowMs = Math.max(...all.map((each) => each.lowMs));
  const highMs = Math.min(...all.map((each) => each.highMs));
  const others = formatList(all.map(({ than }) => than));
  const [low, high] = [figure("from", lowMs, "ms"), figure("to", highMs, "ms")];
  return {
    kind: "ahead",
    sentence: say`${capitalize(strategy)} stays ahead of ${others} for items from ${low} to ${high}; an item of ${durations.task} takes ${today(durations)}.`,
    claims: all.map(({ than, ...each }) => ({
      says: "ahead",
      label: strategy,
      than,
      itemMs: [each.lowMs, each.highMs],
    })),
    rule: RULE,
  };
}
