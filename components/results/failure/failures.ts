import { getOrCreate } from "@/lib/base/get-or-create";
import type { SpanError } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";

export interface FailureGroup {
  readonly error: SpanError;
  readonly rows: readonly number[];
}

/** The rest are found in the tree. */
const MAX_GROUPS = 20;

/** Errors of all attempts, equal ones together, those of the most spans first. A caller that only passes an error on does not count. */
export function failureGroups(trace: Trace): FailureGroup[] {
  const groups = new Map<string, { error: SpanError; rows: number[] }>();
  const callers = new Set<number>();
  for (const row of trace.errors.keys()) {
    const span = trace.attemptOf[row] as number;
    for (let up = trace.parent[span >= 0 ? span : row] as number; up >= 0 && !callers.has(up); ) {
      callers.add(up);
      up = trace.parent[up] as number;
    }
  }
  for (const [row, error] of trace.errors) {
    if (callers.has(row)) continue;
    const key = `${error.name}\n${withoutNumbers(error.message)}\n${error.line ?? ""}`;
    getOrCreate(groups, key, () => ({ error, rows: [] as number[] })).rows.push(row);
  }
  return [...groups.values()]
    .map(({ error, rows }) => ({ error, rows: rows.sort((a, b) => a - b) }))
    .sort((a, b) => b.rows.length - a.rows.length)
    .slice(0, MAX_GROUPS);
}

/** "item 17 is bad" and "item 18 is bad" are the same failure. */
const withoutNumbers = (message: string): string => message.slice(0, 500).replace(/\d+/g, "#");
