import { STAND_IN_MAX_MS } from "@/lib/model/limits";
import type { StandIn } from "@/lib/model/stand-ins";
import { isSpan, isTaken, kindAt, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

export interface StepDuration {
  readonly ms: number;
  /** Half of what lies between the 10th and the 90th percentile, of the median. */
  readonly spread: number;
  readonly steps: number;
}

/** How long the bodies of a record's steps took, by the name of the function that a step most likely is. */
export function durationsOf(trace: Trace): ReadonlyMap<string, StepDuration> {
  const times = new Map<string, number[]>();
  for (let row = 0; row < trace.count; row += 1) {
    if (!isSpan(trace, row) || isTaken(trace, row) || kindAt(trace, row) !== "task") continue;
    const ms = (trace.ended[row] as number) - (trace.started[row] as number);
    if (!(ms >= 0)) continue;
    const name = functionOf(nameAt(trace, row));
    const list = times.get(name);
    if (list) list.push(ms);
    else times.set(name, [ms]);
  }
  return new Map([...times].map(([name, list]) => [name, summary(list)]));
}

/** `graph.op[key]` and `module.function` are of `op` and `function`. */
const functionOf = (step: string): string => /([^.[\]]+)(?:\[[^\]]*\])?$/.exec(step)?.[1] ?? step;

function summary(list: readonly number[]): StepDuration {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const ms = Math.min(STAND_IN_MAX_MS, at(0.5));
  const spread = ms > 0 ? Math.min(1, (at(0.9) - at(0.1)) / 2 / ms) : 0;
  return { ms: Math.round(ms), spread: Math.round(spread * 100) / 100, steps: list.length };
}

/** The stand-ins with the durations of a record, and how many of them have steps in it. */
export function withDurations(
  standIns: readonly StandIn[],
  durations: ReadonlyMap<string, StepDuration>,
): { readonly standIns: StandIn[]; readonly found: number } {
  let found = 0;
  const changed = standIns.map((each) => {
    const step = durations.get(each.task.split(".").at(-1) ?? "");
    if (!step) return each;
    found += 1;
    return { ...each, ms: step.ms, spread: step.spread };
  });
  return { standIns: changed, found };
}
