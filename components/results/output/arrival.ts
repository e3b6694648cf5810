import { getOrCreate } from "@/lib/base/get-or-create";
import { isMap, isSpan } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

export interface Arrival {
  readonly map: number;
  readonly rows: Int32Array;
}

export function arrivalsOf(trace: Trace): Arrival[] {
  const items = new Map<number, number[]>();
  for (let row = 0; row < trace.count; row += 1) {
    const up = trace.parent[row] as number;
    if (up < 0 || !isMap(trace, up) || !isSpan(trace, row) || (trace.index[row] as number) < 0) continue;
    if (!Number.isNaN(arrivedAt(trace, row))) getOrCreate(items, up, (): number[] => []).push(row);
  }
  const arrivals: Arrival[] = [];
  for (const [map, rows] of items) {
    const arrived = rows.sort(
      (a, b) =>
        arrivedAt(trace, a) - arrivedAt(trace, b) || (trace.index[a] as number) - (trace.index[b] as number),
    );
    const moved = arrived.some(
      (row, at) =>
        at > 0 && (trace.index[row] as number) < (trace.index[arrived[at - 1] as number] as number),
    );
    if (moved) arrivals.push({ map, rows: Int32Array.from(arrived) });
  }
  return arrivals;
}

/** ms at which the caller had the result, or if that was not recorded at which the body ended. */
export function arrivedAt(trace: Trace, row: number): number {
  const settled = trace.settled[row] as number;
  return Number.isNaN(settled) ? (trace.ended[row] as number) : settled;
}
