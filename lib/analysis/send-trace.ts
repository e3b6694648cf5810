import { runYielding, yieldToMain } from "@/lib/base/yield-to-main";
import type { SpanNote } from "@/lib/protocol/rows";
import { COLUMN_NAMES } from "@/lib/trace/columns";
import { copyColumns } from "@/lib/trace/copy";
import type { Trace } from "@/lib/trace/trace";

/** Lanes or notes, which are objects, in one message: cloning so many takes a few ms. */
const OBJECTS_PER_MESSAGE = 4_000;

/** @property itemKeys more keys of the items of the map in this row: a map may have 100,000 */
export type TracePart = Partial<Trace> & {
  readonly itemKeys?: { readonly row: number; readonly keys: readonly string[] };
};
export type PostPart = (part: TracePart, transfer: Transferable[]) => void;

/**
 * Sends a trace without its texts, in parts between which the page has its turn. Its columns are copied and handed over.
 * One that still grows may be sent.
 */
export async function sendTrace(post: PostPart, trace: Trace): Promise<void> {
  const { info, count, names, logsDropped, wallMs, workers, lanes, lanesFollow, record } = trace;
  const columns = await runYielding(copyColumns(trace));
  post(
    { info, count, names, logsDropped, wallMs, workers, lanesFollow, record, ...columns },
    COLUMN_NAMES.map((name) => columns[name].buffer),
  );
  for (let from = 0; from < lanes.length; from += OBJECTS_PER_MESSAGE) {
    if (from > 0) await yieldToMain();
    post({ lanes: lanes.slice(from, from + OBJECTS_PER_MESSAGE) }, []);
  }
}

/** Sends keys and meters: what a report holds of a trace's notes, and what is searched. */
export async function sendNotes(post: PostPart, trace: Trace): Promise<void> {
  let notes = new Map<number, SpanNote>();
  for (const [row, { id, attempt, key, keys, meters }] of trace.notes) {
    for (let from = 0; from < (keys?.length ?? 0); from += OBJECTS_PER_MESSAGE) {
      post({ itemKeys: { row, keys: keys?.slice(from, from + OBJECTS_PER_MESSAGE) ?? [] } }, []);
      if (from > 0) await yieldToMain();
    }
    if (key === undefined && meters === undefined) continue;
    notes.set(row, { id, attempt, key, meters });
    if (notes.size < OBJECTS_PER_MESSAGE) continue;
    post({ notes }, []);
    notes = new Map();
    await yieldToMain();
  }
  if (notes.size > 0) post({ notes }, []);
}
