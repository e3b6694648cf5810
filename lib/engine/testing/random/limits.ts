import { bodiesOf } from "@/lib/analysis/time/bodies";
import { KINDS } from "@/lib/model/kind";
import { bodyEnd, isExecuted, isMap } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { stepsOf } from "./parts";
import { isTask, type RandomProgram, targetOf } from "./program";

const LAUNCH_PLAN = KINDS.indexOf("launchPlan");
const WORKFLOW = KINDS.indexOf("workflow");

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The most that are there at one moment. Those that end when others start do not meet them. */
function most(intervals: readonly Interval[]): number {
  const events = intervals
    .filter(({ from, to }) => to > from)
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let peak = 0;
  for (const { by } of events) {
    now += by;
    peak = Math.max(peak, now);
  }
  return peak;
}

/** Rows of the workflow runs in whose limits a body counts: those around it, up to the nearest launch plan. */
function scopesOf(trace: Trace, row: number): number[] {
  const rows: number[] = [];
  for (let at = trace.parent[row] as number; at >= 0; at = trace.parent[at] as number) {
    const kind = trace.kind[at] as number;
    if (kind === WORKFLOW || kind === LAUNCH_PLAN) rows.push(at);
    if (kind === LAUNCH_PLAN) break;
  }
  return rows;
}

/**
 * Where a body goes on while what it called runs, as the rules allow: after a race or the first result of `mapUnordered`,
 * and in processes. Where it waits for an item of a queue it holds no slot, but a trace does not show that.
 */
const isExempt = (program: RandomProgram): boolean =>
  [...stepsOf(program)].some(
    ([step]) =>
      step.do === "race" ||
      step.do === "queue" ||
      (step.do === "map" && step.form === "unordered break") ||
      (step.do === "call" && step.how === "process"),
  );

/** What was broken in a run, in words: a workflow's `maxParallelism`, a map's `concurrency`. */
export function brokenLimits(program: RandomProgram, trace: Trace): string[] {
  if (isExempt(program)) return [];
  return [...brokenWorkflows(program, trace), ...brokenMaps(program, trace)];
}

function brokenWorkflows(program: RandomProgram, trace: Trace): string[] {
  const limits = new Map<string, number>();
  const { entry, definitions } = program;
  if (entry.limit > 0) limits.set("entry", entry.limit);
  for (const [i, one] of definitions.entries())
    if (!isTask(one) && one.limit > 0) limits.set(`node${i}`, one.limit);
  const bodies = new Map<number, Interval[]>();
  const { row, start, end } = bodiesOf(trace).segments;
  for (let s = 0; s < row.length; s++) {
    const body = row[s] as number;
    if (!isExecuted(trace, body)) continue;
    for (const scope of scopesOf(trace, body)) {
      const list = bodies.get(scope) ?? [];
      bodies.set(scope, list);
      list.push({ from: start[s] as number, to: end[s] as number });
    }
  }
  return [...bodies].flatMap(([scope, intervals]) => {
    const name = trace.names[trace.name[scope] as number] as string;
    const peak = most(intervals);
    return peak > (limits.get(name) ?? Number.POSITIVE_INFINITY) ? [`${peak} bodies at once in ${name}`] : [];
  });
}

function brokenMaps(program: RandomProgram, trace: Trace): string[] {
  const windows = new Map<string, number>();
  for (const [step, me] of stepsOf(program)) {
    if (step.do !== "map") continue;
    const name = `node${targetOf(program, me, step.target)}`;
    windows.set(name, Math.max(windows.get(name) ?? 0, step.options.concurrency || Number.POSITIVE_INFINITY));
  }
  const items = new Map<number, Interval[]>();
  for (let row = 0; row < trace.count; row++) {
    const map = trace.parent[row] as number;
    if (map < 0 || !isMap(trace, map) || Number.isNaN(trace.started[row])) continue;
    const list = items.get(map) ?? [];
    items.set(map, list);
    list.push({ from: trace.started[row] as number, to: bodyEnd(trace, row) });
  }
  return [...items].flatMap(([map, intervals]) => {
    const name = trace.names[trace.name[map] as number] as string;
    const peak = most(intervals);
    return peak > (windows.get(name) ?? Number.POSITIVE_INFINITY) ? [`${peak} items of ${name} at once`] : [];
  });
}
