import { TraceBuilder } from "@/lib/trace/builder";
import type { Trace } from "@/lib/trace/trace";

/** Stands for a trace whose parts were sent. */
export const EMPTY = new TraceBuilder({ workers: 1 }).finish({ wallMs: 0 });

/** Rows from which a trace crosses to another thread in parts: in one piece it would hold the page up. */
const LONG = 20_000;

/**
 * Sends a long trace column by column.
 * @returns what is left to be sent in its place
 */
export async function sendTrace(
  api: { part(of: string, part: Partial<Trace>): unknown },
  of: string,
  trace: Trace,
): Promise<Trace> {
  if (trace.count < LONG) return trace;
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(trace)) {
    if (ArrayBuffer.isView(value)) await api.part(of, { [name]: value });
    else rest[name] = value;
  }
  await api.part(of, rest);
  return EMPTY;
}
