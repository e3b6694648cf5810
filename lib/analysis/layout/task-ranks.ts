import { isExecuted, isSpan } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/**
 * The place of each name among the tasks that ran, by how many calls it had: 0 for the most, equal ones by name, -1 for
 * what is no task. So a task has the same place in every view.
 */
export function taskRanks(trace: Trace): Int32Array {
  const calls = new Int32Array(trace.names.length);
  for (let row = 0; row < trace.count; row += 1) {
    const name = trace.name[row] as number;
    if (isExecuted(trace, row) && isSpan(trace, row)) calls[name] = (calls[name] as number) + 1;
  }
  const names = [...calls.keys()].filter((name) => (calls[name] as number) > 0);
  names.sort(
    (a, b) =>
      (calls[b] as number) - (calls[a] as number) ||
      ((trace.names[a] as string) < (trace.names[b] as string) ? -1 : 1),
  );
  const ranks = new Int32Array(calls.length).fill(-1);
  for (const [rank, name] of names.entries()) ranks[name] = rank;
  return ranks;
}
