import type { Trace } from "@/lib/trace/trace";
import { type CriticalPath, criticalPathOf, PATH_CAUSES, PATH_PARTS } from "./critical-path";

export type PathPart = (typeof PATH_PARTS)[number];
export type PathCause = (typeof PATH_CAUSES)[number];

/** One call's time on the critical path, without a gap. */
export interface PathStep {
  readonly row: number;
  /** ms since the trial's start. */
  readonly from: number;
  readonly to: number;
  /** ms of each part. */
  readonly parts: Readonly<Record<PathPart, number>>;
  /** Why it did not begin earlier, and the row of the step before it; -1 for the first one. */
  readonly cause: PathCause;
  readonly after: number;
}

/** A critical path with its steps in words, and what all of it consists of. Plain data. */
export interface ExplainedPath extends CriticalPath {
  /** In the order of time; of a long path the longest ones. */
  readonly steps: readonly PathStep[];
  /** Of all steps. */
  readonly stepCount: number;
  /** ms of each part, of the whole path. */
  readonly totals: Readonly<Record<PathPart, number>>;
  /** 1 for rows that are on it. */
  readonly onPath: Uint8Array;
}

/** Steps that a reader gets. */
const SHOWN_STEPS = 200;

const NONE = { spawn: 0, queue: 0, transfer: 0, compute: 0, unknown: 0 } as const satisfies Record<
  PathPart,
  number
>;

export function explainedPath(trace: Trace): ExplainedPath {
  const path = criticalPathOf(trace);
  const steps = stepsOf(path);
  const totals: Record<PathPart, number> = { ...NONE };
  const onPath = new Uint8Array(trace.count);
  for (let piece = 0; piece < path.from.length; piece += 1) {
    const part = PATH_PARTS[path.part[piece] as number] ?? "unknown";
    totals[part] += (path.to[piece] as number) - (path.from[piece] as number);
    onPath[path.row[piece] as number] = 1;
  }
  return { ...path, steps: longest(steps, SHOWN_STEPS), stepCount: steps.length, totals, onPath };
}

function stepsOf(path: CriticalPath): readonly PathStep[] {
  const steps: PathStep[] = [];
  for (let piece = 0; piece < path.from.length; ) {
    const row = path.row[piece] as number;
    const parts: Record<PathPart, number> = { ...NONE };
    const first = piece;
    while (piece < path.from.length && path.row[piece] === row) {
      parts[PATH_PARTS[path.part[piece] as number] ?? "unknown"] +=
        (path.to[piece] as number) - (path.from[piece] as number);
      piece += 1;
    }
    steps.push({
      row,
      from: path.from[first] as number,
      to: path.to[piece - 1] as number,
      parts,
      cause: PATH_CAUSES[path.cause[first] as number] ?? "same",
      after: first > 0 ? (path.row[first - 1] as number) : -1,
    });
  }
  return steps;
}

function longest(steps: readonly PathStep[], most: number): readonly PathStep[] {
  if (steps.length <= most) return steps;
  const lengths = Float64Array.from(steps, ({ from, to }) => to - from).sort();
  const least = lengths[lengths.length - most] as number;
  return steps.filter(({ from, to }) => to - from >= least).slice(0, most);
}
