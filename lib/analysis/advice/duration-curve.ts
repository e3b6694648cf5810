import type { StrategyName } from "@/lib/model/strategy";
import { isExecuted, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { isHeavy, type Simulation, scaledBody } from "../simulation/simulation";
import { bodiesOf } from "../time/bodies";
import { IntervalList, measure } from "../time/intervals";
import { mainTask } from "../time/overhead";

/** Three decades down, three up, four points per decade. */
export const SCALES: readonly number[] = Array.from({ length: 25 }, (_, i) => 10 ** ((i - 12) / 4));

/** Curves closer than this share are level. */
export const LEVEL_MARGIN = 0.02;
/** The longest tenth of a task's bodies, over the shortest tenth, from which on they differ in length. */
const UNEVEN_RATIO = 1.5;
/** Bodies that were measured once, as a share: another run may have them this much longer or shorter. */
const BODY_NOISE = 0.02;
/** What starts and messages cost, as a factor: another run may have them this much slower or faster. */
export const OVERHEAD_FACTOR = 1.5;

export interface Band {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** How long a strategy would take if its bodies were shorter or longer. */
export interface DurationCurve {
  readonly strategy: StrategyName;
  /** Wall ms with every body `scale` times as long as measured, and where another run may put it. */
  readonly wallMs: (scale: number) => Band;
  /** ms that are left where bodies take next to nothing; undefined where nothing ran on workers. */
  readonly overheadMs: number | undefined;
  /** Its simulation was close enough to the measured time. Inline strategies need none. */
  readonly trusted: boolean;
  /** Another run may need an item more or less one after the other: items are retried, or differ in length. */
  readonly isUneven: boolean;
  /** Each point takes long to simulate: ask for few. */
  readonly heavy: boolean;
}

/** @param typicalMs a body of its main task */
export function curveOf(
  strategy: StrategyName,
  trace: Trace,
  simulation: Simulation,
  typicalMs: number | undefined,
): DurationCurve {
  const [shortest = 1] = SCALES;
  if (simulation.model.remoteCalls > 0) {
    const { error, trusted } = simulation.check;
    const isUneven = hasUnevenItems(trace);
    const even = isUneven || typicalMs === undefined ? {} : { typicalMs };
    const midAt = (itemScale: number): number => simulation.wallMs({ itemScale, ...even });
    const overheadMs = midAt(shortest);
    return {
      strategy,
      trusted,
      overheadMs,
      isUneven,
      heavy: isHeavy(simulation.model),
      wallMs: bandsOf(midAt, overheadMs, error, isUneven ? (typicalMs ?? 0) : 0),
    };
  }
  // Inline, in one thread: the time in which some body ran is scaled, the rest stays.
  const bodies = bodiesOf(trace);
  const ran = new IntervalList();
  const { row, start, end } = bodies.segments;
  let alone = 0;
  let typical = 0;
  for (let s = 0; s < row.length; s += 1) {
    const at = row[s] as number;
    if (!isExecuted(trace, at)) continue;
    const ms = (end[s] as number) - (start[s] as number);
    ran.push(start[s] as number, end[s] as number);
    alone += ms;
    // Twice as long, less once as long: a body without its noise, where that is known.
    typical += scaledBody(ms, 2, typicalMs) - ms;
  }
  const covered = measure(ran.union());
  // Of bodies that overlap, the noise does not add up.
  const scaled = alone <= covered * (1 + LEVEL_MARGIN) ? typical : covered;
  const rest = trace.wallMs - covered;
  const midAt = (scale: number): number =>
    rest + (scale > 1 ? covered + scaled * (scale - 1) : covered * scale);
  return {
    strategy,
    trusted: true,
    overheadMs: undefined,
    isUneven: false,
    heavy: false,
    wallMs: bandsOf(midAt, rest, 0, 0),
  };
}

function hasUnevenItems(trace: Trace): boolean {
  const main = mainTask(trace);
  const times: number[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.attemptOf[row] as number) >= 0) return true;
    const ms = (trace.ended[row] as number) - (trace.started[row] as number);
    if (nameAt(trace, row) === main?.name && isExecuted(trace, row) && ms > 0) times.push(ms);
  }
  times.sort((a, b) => a - b);
  const [short, long] = [times[Math.floor(times.length / 10)], times[Math.floor((times.length * 9) / 10)]];
  return short !== undefined && long !== undefined && long > UNEVEN_RATIO * short;
}

/**
 * Bands around a curve: the bodies' noise, the simulation's error at the measured point, and overheads that another run may
 * have slower or faster.
 *
 * @param overheadMs what is left where bodies take next to nothing
 * @param unevenMs an item that another run may need more, or less, one after the other
 */
function bandsOf(
  midAt: (scale: number) => number,
  overheadMs: number,
  error: number,
  unevenMs: number,
): DurationCurve["wallMs"] {
  const measuredMs = midAt(1);
  return (scale) => {
    const mid = midAt(scale);
    const overhead = Math.min(mid, overheadMs);
    // The error is of the overheads: longer bodies do not make it larger.
    const wrong = error * Math.min(mid, measuredMs) + BODY_NOISE * (mid - overhead) + unevenMs * scale;
    const low = mid - wrong - overhead * (1 - 1 / OVERHEAD_FACTOR);
    return { low: Math.max(0, low), mid, high: mid + wrong + overhead * (OVERHEAD_FACTOR - 1) };
  };
}
