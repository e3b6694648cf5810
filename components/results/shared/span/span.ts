import { keyAt, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/** Characters of a key shown after a name; the detail shows all of it. */
const SHOWN_KEY_MAX_LENGTH = 200;

/** "piece", "piece[3]" or "piece · b": the name with its key or index. */
export function labelAt(trace: Trace, row: number): string {
  const name = nameAt(trace, row);
  const key = keyAt(trace, row);
  if (key !== undefined) return `${name} · ${key.slice(0, SHOWN_KEY_MAX_LENGTH)}`;
  const index = trace.index[row] ?? -1;
  return index >= 0 ? `${name}[${index}]` : name;
}

export function pathAt(trace: Trace, row: number): readonly string[] {
  const path: string[] = [];
  for (let at = row; at >= 0; at = trace.parent[at] ?? -1) path.push(labelAt(trace, at));
  return path.reverse();
}
