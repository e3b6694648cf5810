import { analysis } from "@/lib/analysis/client";
import { HARD_TEXT, isHardText } from "@/lib/base/hard-text";
import type { RecordedTrace } from "@/lib/trace/trace";
import { recordOf } from "../run/run";
import { runOfTraceFile } from "../run/run-of-trace-file";
import { activeRunOf } from "../store/active-run";
import type { Notice } from "../store/slices/view-slice";
import type { PlaygroundState, PlaygroundStore } from "../store/store";

/** Runs of one file that can be chosen. */
const MAX_CHOICES = 8;

/** A file that takes no longer opens without a word. */
const PROGRESS_AFTER_MS = 400;

/**
 * Opens the run in a trace file, or in the record of another tool: its program as a new document, and its results. Says
 * how far it is, and can be cancelled.
 *
 * @param files of one record: pages, and what belongs to it
 * @param wanted which of the runs in them
 */
export async function openRecords(
  store: PlaygroundStore,
  open: ReturnType<PlaygroundState["beginOpening"]>,
  files: readonly File[],
  notices: readonly Notice[],
  wanted = 0,
): Promise<void> {
  const name = files[0]?.name ?? "The file";
  const refuse = (text: string): void =>
    store.getState().notify({
      id: "file",
      tone: "error",
      title: files.length > 1 ? "Could not open the files" : "Could not open the file",
      text: `${text} Your program is unchanged.`,
    });
  const reading = showProgress(store, files.length > 1 ? `${files.length} files` : name);
  const question = {
    type: "open",
    files: files.map((file) => ({ name: file.name, file })),
    wanted,
  } as const;
  const read = await analysis
    .query([], question, reading.signal, reading.progress)
    .catch(() => ({ ok: false, message: `${name} could not be read: it needs too much memory.` }) as const);
  reading.end();
  if (reading.signal.aborted) return;
  if (!read.ok) return refuse(read.message);
  const opened = runOfTraceFile(read);
  if (!opened.ok) return refuse(`${name} ${opened.message}`);
  const { run } = opened;
  if (isHardText(run.document.code)) return refuse(`${name} cannot be shown. ${HARD_TEXT}`);
  const others = read.runs.length - 1;
  const more: Notice[] = [
    ...read.notes.slice(0, 3).map((text, i) => ({
      id: `record-note-${i}`,
      tone: "warning" as const,
      title: "A part of the record is missing",
      text,
    })),
    ...(others > 0
      ? [
          {
            id: "record-runs",
            tone: "info" as const,
            title: `${others + 1} runs in this record`,
            text: `Shown is ${read.runs[read.shown]}.`,
            choices: read.runs.flatMap((label, i) =>
              i === read.shown || i >= MAX_CHOICES
                ? []
                : [
                    {
                      label,
                      onSelect: () => void openRecords(store, store.getState().beginOpening(), files, [], i),
                    },
                  ],
            ),
          },
        ]
      : []),
  ];
  const record = recordOf(run);
  const before = activeRunOf(store.getState());
  const shown = open(
    run.document,
    { kind: "file", name },
    { run, notices: [...notices, ...more], foreign: true, ...(record && { tab: "compare" }) },
  );
  // Two runs of one job are opened to see what differs.
  const other = before && !Object.is(before.startedAt, run.startedAt) ? recordOf(before) : undefined;
  if (shown && record && other && isSameJob(record, other)) store.getState().compareWith(before);
}

/** They have the same name, or the same steps: a job that runs under other settings may have another name. */
function isSameJob(one: RecordedTrace, other: RecordedTrace): boolean {
  const stepsOf = ({ names, name }: RecordedTrace): string =>
    JSON.stringify(names.filter((_, at) => at !== name[0]).sort());
  return one.record.name === other.record.name || stepsOf(one) === stepsOf(other);
}

interface Progress {
  readonly signal: AbortSignal;
  readonly progress: (share: number) => void;
  readonly end: () => void;
}

function showProgress(store: PlaygroundStore, what: string): Progress {
  const abort = new AbortController();
  let share = 0;
  let shown = false;
  const id = "reading";
  const show = (): void => {
    shown = true;
    store.getState().notify({
      id,
      tone: "info",
      title: `Reading ${what}: ${Math.round(share * 100)}%`,
      text: "It stays on this device.",
      cancel: () => {
        abort.abort();
        store.getState().dismiss(id);
      },
    });
  };
  const timer = setTimeout(show, PROGRESS_AFTER_MS);
  return {
    signal: abort.signal,
    progress: (done) => {
      share = done;
      if (shown && !abort.signal.aborted) show();
    },
    end: () => {
      clearTimeout(timer);
      if (shown) store.getState().dismiss(id);
    },
  };
}
