import { type CriticalPath, PATH_PARTS } from "../time/critical-path";

/** ms by part. */
export function pathTotals({ from, to, part }: CriticalPath) {
  const totals = { spawn: 0, queue: 0, transfer: 0, compute: 0, unknown: 0 };
  for (let piece = 0; piece < part.length; piece += 1)
    totals[PATH_PARTS[part[piece] as number] ?? "unknown"] += (to[piece] as number) - (from[piece] as number);
  return totals;
}
