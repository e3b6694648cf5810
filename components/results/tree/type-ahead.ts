import { keyAt, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/** Whether typed letters are the beginning of a span's name or key. */
export function beginsWith(trace: Trace, row: number, typed: string): boolean {
  const lower = typed.toLowerCase();
  const key = keyAt(trace, row)?.toLowerCase();
  return nameAt(trace, row).toLowerCase().startsWith(lower) || (key?.startsWith(lower) ?? false);
}
