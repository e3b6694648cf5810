import { analysis } from "@/lib/analysis/client";
import { HARD_TEXT, isHardText } from "@/lib/base/hard-text";
import { runOfTraceFile } from "../run/run-of-trace-file";
import type { Notice } from "../store/slices/view-slice";
import type { PlaygroundState, PlaygroundStore } from "../store/store";

/** Opens the run in a trace file: its program as a new document, and its results. */
export async function openTraceFile(
  store: PlaygroundStore,
  open: ReturnType<PlaygroundState["beginOpening"]>,
  file: File,
  notices: readonly Notice[],
): Promise<void> {
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
  const opened = runOfTraceFile(read);
  if (!opened.ok) return refuse(opened.message);
  const { run } = opened;
  if (isHardText(run.document.code)) return refuse(`cannot be shown. ${HARD_TEXT}`);
  open(run.document, { kind: "file", name: file.name }, { run, notices, foreign: true });
}
