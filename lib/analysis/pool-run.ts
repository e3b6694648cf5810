import { FLAG_CHUNK_HEAD, FLAG_ITEM } from "@/lib/trace/rows";
import { laneOf, type RowSpec, traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";

/** A recording as the engine would make it of one map on a pool, made by hand: for tests only. All times in ms. */
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
  const rows: RowSpec[] = [];
  let settled = issued;
  for (let from = 0; from < items.length; from += chunk) {
    const worker = free.indexOf(Math.min(...free));
    const dispatched = Math.max(issued, free[worker] ?? 0);
    let clock = dispatched + transfer;
    const received = clock;
    const part: RowSpec[] = [];
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
