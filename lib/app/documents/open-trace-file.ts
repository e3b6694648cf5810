import { analysis } from "@/lib/analysis/client";
import { runOfTraceFile } from "../run/run-of-trace-file";
import type { PlaygroundStore } from "../store/store";

/** Opens the run in a trace file: its program as a document of its own, and its results. */
export async function openTraceFile(store: PlaygroundStore, file: File): Promise<void> {
  const refuse = (what: string): void =>
    store.getState().notify({
      id: "file",
      tone: "error",
      title: "This file could not be opened",
      text: `${file.name} ${what} Your program is unchanged.`,
    });
  const read = await analysis
    .query([], { type: "read", file })
    .catch(() => ({ ok: false, message: "could not be read: it needs too much memory." }) as const);
  if (!read.ok) return refuse(read.message);
  const run = runOfTraceFile(read);
  if (!run) return refuse("holds spans without their program. Save the whole run as a trace file.");
  store.getState().openDocument(run.document, { kind: "file", name: file.name }, { run });
}
