import { select } from "@/lib/base/select";
import { KINDS } from "@/lib/model/kind";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { childrenOf } from "@/lib/trace/children";
import { isSpan, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { EVENT_LOOPS } from "../by-strategy";
import { bodiesOf } from "../time/bodies";
import type { Waiting } from "../time/waiting";
import { workSpanOf } from "../time/work-span";
import type { Finding } from "./finding";
import { between, say } from "./sentence";

const MAP = KINDS.indexOf("map");
/** Share of an item's time in which it needs no core, from which on one event loop is enough. */
const WAITS_SHARE = 0.85;
/** The prediction may be this far off, and has to win nevertheless. */
const PREDICTION_FACTOR = 1.5;

/**
 * ms on one event loop, where tasks only wait: the longest chain of dependent tasks, and for each map the waves past the
 * first that the limit makes of it.
 */
function eventLoopMs(trace: Trace, limit: number): number {
  const bodies = bodiesOf(trace);
  const { offsets, rows } = childrenOf(trace);
  let waves = 0;
  for (let row = 0; row < trace.count; row += 1) {
    if (trace.kind[row] !== MAP || !isSpan(trace, row)) continue;
    const items = rows
      .subarray(offsets[row] as number, offsets[row + 1] as number)
      .filter((item) => !isTaken(trace, item));
    const times = Float64Array.from(items, (item) => bodies.compute[item] as number);
    const more = Math.ceil(items.length / limit) - 1;
    if (more > 0) waves += more * (select(times, items.length >> 1) ?? 0);
  }
  return workSpanOf(trace, { transferMs: 0, startMs: 0 }, bodies).span + waves;
}

/** Offers an event loop where the items are known to wait and it did not run. @param fastestMs of the strategies that did */
export function eventLoopFinding(
  trace: Trace,
  waiting: Waiting,
  maxParallelism: number,
  fastestMs: number,
): Finding | undefined {
  if (waiting.share === undefined || waiting.share < WAITS_SHARE) return undefined;
  const ms = eventLoopMs(trace, maxParallelism);
  if (!(ms * PREDICTION_FACTOR < fastestMs)) return undefined;
  const [strategy] = EVENT_LOOPS;
  if (strategy === undefined) return undefined;
  const { label } = STRATEGY_TEXTS[strategy];
  const time = between(
    "predicted on one event loop",
    ms,
    "ms",
    ms / PREDICTION_FACTOR,
    ms * PREDICTION_FACTOR,
  );
  return {
    kind: "event loop",
    sentence: say`These items only wait. One event loop (${label}) overlaps them without workers, in about ${time}.`,
    claims: [{ says: "event loop would win", ms: [ms / PREDICTION_FACTOR, ms * PREDICTION_FACTOR] }],
    rule: "The items are known to wait, and the prediction wins even if it is 1.5 times too short.",
    action: { do: "run also", strategy },
  };
}
