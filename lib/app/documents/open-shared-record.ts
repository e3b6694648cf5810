import { analysis } from "@/lib/analysis/client";
import { HARD_TEXT, isHardText } from "@/lib/base/hard-text";
import { FORMAT, VERSION } from "@/lib/trace/file/format";
import type { Run } from "../run/run";
import { runOfTraceFile } from "../run/run-of-trace-file";

export type OpenedRecord =
  | { readonly ok: true; readonly run: Run }
  /** For the person who opened the link. */
  | { readonly ok: false; readonly message: string };

/** The run in a link that carries a record. It may come from anybody: it is read as a trace file is, in the worker. */
export async function openSharedRecord(record: object): Promise<OpenedRecord> {
  const file = new Blob([JSON.stringify({ format: FORMAT, version: VERSION, trials: [record] })]);
  const question = { type: "open", files: [{ name: "The record", file }], wanted: 0 } as const;
  const read = await analysis
    .query([], question)
    .catch(() => ({ ok: false, message: "The record needs more memory than there is." }) as const);
  const opened = read.ok ? runOfTraceFile(read) : read;
  if (!opened.ok) return { ok: false, message: `The link's contents are invalid. ${opened.message}` };
  if (isHardText(opened.run.document.code))
    return { ok: false, message: `The link's record cannot be shown. ${HARD_TEXT}` };
  return opened;
}
