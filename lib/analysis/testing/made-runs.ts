import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import { FLAG_CHUNK_HEAD, FLAG_INLINE, FLAG_ITEM, type Lane } from "@/lib/protocol/rows";
import type { SpanObject } from "@/lib/trace/from-spans";
import { laneOf, traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";

export const defaultsForTests: Settings = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 8,
  concurrency: 1,
  maxParallelism: 25,
  rounds: "auto",
  start: "cold",
  chunk: "auto",
  seed: 1,
  timeoutMs: 120_000,
  timeBudgetMs: 3_000,
};

/** A trace as the engine would record one map on a pool. All times in ms. */
export function poolRun(options: {
  /** Body of each item. */
  readonly items: readonly number[];
  readonly workers: number;
  readonly chunk?: number;
  readonly spawn?: number;
  /** One way, for one message. */
  readonly transfer?: number;
  /** The entry's own work before and after the map. */
  readonly before?: number;
  readonly after?: number;
}): Trace {
  const { items, workers, chunk = 1, spawn = 0, transfer = 0, before = 0, after = 0 } = options;
  const issued = before;
  const free = Array.from({ length: workers }, () => spawn);
  const rows: SpanObject[] = [];
  let settled = issued;
  for (let from = 0; from < items.length; from += chunk) {
    const worker = free.indexOf(Math.min(...free));
    const dispatched = Math.max(issued, free[worker] ?? 0);
    let clock = dispatched + transfer;
    const received = clock;
    const part: SpanObject[] = [];
    for (let i = from; i < Math.min(items.length, from + chunk); i += 1) {
      const ended = clock + (items[i] ?? 0);
      part.push({
        id: 2 + i,
        parent: 1,
        name: "item",
        index: i,
        flags: FLAG_ITEM | (i === from ? FLAG_CHUNK_HEAD : 0),
        worker: worker + 1,
        issued,
        dispatched,
        received,
        started: clock,
        ended,
      });
      clock = ended;
    }
    const arrived = clock + transfer;
    free[worker] = arrived;
    settled = Math.max(settled, arrived);
    rows.push(...part.map((row) => ({ ...row, settled: arrived })));
  }
  const end = settled + after;
  return traceOf(
    [
      { id: 0, kind: "workflow", name: "main", worker: 0, issued: 0, started: 0, ended: end, settled: end },
      { id: 1, parent: 0, kind: "map", name: "item", issued, started: issued, ended: settled, settled },
      ...rows,
    ],
    {
      wallMs: end,
      workers,
      lanes: [laneOf(0), ...free.map((_, i) => laneOf(i + 1, { label: "pool", ready: spawn, ended: end }))],
    },
  );
}

/** As `poolRun`, under dynamic: a worker for each item. */
export function opRun(options: {
  readonly items: readonly number[];
  readonly workers: number;
  readonly spawn: number;
  readonly transfer: number;
}): Trace {
  const { items, workers, spawn, transfer } = options;
  const free = Array.from({ length: workers }, () => 0);
  const lanes: Lane[] = [laneOf(0)];
  const rows = items.map((ms, i): SpanObject => {
    const place = free.indexOf(Math.min(...free));
    const dispatched = free[place] ?? 0;
    const started = dispatched + spawn + transfer;
    const settled = started + ms + transfer;
    free[place] = settled;
    lanes.push(
      laneOf(i + 1, { role: "op", requested: dispatched, ready: dispatched + spawn, ended: settled }),
    );
    return {
      id: 2 + i,
      parent: 1,
      name: "item",
      strategy: "dynamic",
      index: i,
      flags: FLAG_ITEM | FLAG_CHUNK_HEAD,
      worker: i + 1,
      issued: 0,
      dispatched,
      received: started,
      started,
      ended: started + ms,
      settled,
    };
  });
  return entryAround(rows, Math.max(...free), "dynamic", workers, lanes);
}

/**
 * The same items in the driver's thread: one after the other (sequential), or issued together (async), where they wait at
 * the same time or compute one after the other.
 */
export function inlineRun(options: {
  readonly items: readonly number[];
  readonly strategy: "sequential" | "async";
  readonly waits?: boolean;
}): Trace {
  const { items, strategy, waits = false } = options;
  let clock = 0;
  let end = 0;
  const rows = items.map((ms, i): SpanObject => {
    const started = waits && strategy === "async" ? 0 : clock;
    const ended = started + ms;
    clock = ended;
    end = Math.max(end, ended);
    const times = { issued: 0, dispatched: started, received: started, started, ended, settled: ended };
    return {
      id: 2 + i,
      parent: 1,
      name: "item",
      strategy,
      index: i,
      flags: FLAG_ITEM | FLAG_INLINE,
      worker: 0,
      ...times,
    };
  });
  return entryAround(rows, end, strategy, 1, [laneOf(0)]);
}

function entryAround(
  rows: readonly SpanObject[],
  end: number,
  strategy: StrategyName,
  workers: number,
  lanes: readonly Lane[],
): Trace {
  return traceOf(
    [
      {
        id: 0,
        kind: "workflow",
        name: "main",
        strategy,
        worker: 0,
        issued: 0,
        started: 0,
        ended: end,
        settled: end,
      },
      {
        id: 1,
        parent: 0,
        kind: "map",
        name: "item",
        strategy,
        issued: 0,
        started: 0,
        ended: end,
        settled: end,
      },
      ...rows,
    ],
    { wallMs: end, workers, lanes },
  );
}
