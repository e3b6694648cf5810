import { transfer } from "comlink";
import { runYielding } from "@/lib/base/yield-to-main";
import type { Lane } from "@/lib/protocol/rows";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { COLUMN_NAMES } from "@/lib/trace/columns";
import { copyColumns } from "@/lib/trace/copy";
import type { Trace } from "@/lib/trace/trace";

/** Stands for a trace whose parts were sent. */
export const EMPTY = new TraceBuilder({
  info: { runId: "", trialId: "", label: "", source: "measured", language: "", startedAt: 0 },
  workers: 1,
}).finish({ wallMs: 0 });

/** Rows from which a trace crosses to another thread in parts: in one piece it would hold the page up. */
const LONG = 20_000;
/** Lanes that cross in one message, which are objects. */
const LANES = 4_000;

/** A trace without its texts: sending 100,000 of them would take longer than the answer. */
export function withoutTexts(trace: Trace): Trace {
  return { ...trace, notes: new Map(), errors: new Map(), logs: [] };
}

/** Takes a trace in parts: their lanes add up, all else that comes later takes the place of what came before. */
export interface PartTaker {
  part(of: string, part: Partial<Trace>): unknown;
}

/**
 * Sends a long trace in parts, its columns copied in turns with the page and handed over. One that still grows may be sent.
 * @returns what is left to be sent in its place
 */
export async function sendTrace(api: PartTaker, of: string, trace: Trace): Promise<Trace> {
  if (trace.count < LONG && trace.lanes.length < LANES) return trace;
  const columns = await runYielding(copyColumns(trace));
  const { lanes, ...rest } = trace;
  for (let from = 0; from < lanes.length; from += LANES) {
    const some: readonly Lane[] = lanes.slice(from, from + LANES);
    await api.part(of, { lanes: some });
  }
  await api.part(
    of,
    transfer(
      { ...rest, ...columns },
      COLUMN_NAMES.map((name) => columns[name].buffer),
    ),
  );
  return EMPTY;
}

/** Sends a trace in any case, under a name. */
export async function sendWhole(api: PartTaker, of: string, trace: Trace): Promise<void> {
  const whole = await sendTrace(api, of, trace);
  if (whole !== EMPTY) await api.part(of, whole);
}
