import type { TrialInfo } from "@/lib/model/run";
import { isSameProgram } from "../../documents/document";
import { cameFromElsewhere, type Run } from "../../run/run";
import type { DocumentSlice } from "./document-slice";
import type { Change } from "./slice";

export interface RunsSlice {
  readonly runs: Readonly<Record<string, Run>>;
  readonly activeRunId: string | undefined;
  readonly baselineRunId: string | undefined;
  /** Of the same program: its bars stay until the run in progress has measured their strategies. */
  readonly previousRunId: string | undefined;
  /** The trial that the user chose to see. A later run shows the trial of the same strategy in its place. */
  readonly chosenTrial: TrialInfo | undefined;
  /** Row in the trace of the shown trial. */
  readonly selectedSpan: number | undefined;
  /** The only spans that the tree shows, by id; undefined: all. */
  readonly shownSpans: readonly number[] | undefined;
  /** Counts changes of the history: a list of it is read again when this goes up. */
  readonly historyChanges: number;
  compareWith(baseline: Run | undefined): void;
  showTrial(trial: TrialInfo): void;
  selectSpan(row: number | undefined): void;
  showSpans(ids: readonly number[] | undefined): void;
  historyChanged(): void;
}

/** As a document begins. @param run what came with it */
export const openedWithRun = (run?: Run) => ({
  runs: run === undefined ? {} : { [run.id]: run },
  activeRunId: run?.id,
  baselineRunId: undefined,
  previousRunId: undefined,
  chosenTrial: undefined,
  selectedSpan: undefined,
  shownSpans: undefined,
});

export function withMeasuredRun(
  {
    runs,
    activeRunId = "",
    baselineRunId,
    previousRunId,
    chosenTrial,
    origin,
  }: RunsSlice & Pick<DocumentSlice, "origin">,
  run: Run,
): Partial<RunsSlice> {
  const before = runs[activeRunId];
  // Figures from a link or a file stay to compare with; those of an example only show what a first run will.
  const isKept = before !== undefined && cameFromElsewhere(before) && origin.kind !== "example";
  const baseline = runs[baselineRunId ?? (isKept ? activeRunId : "")];
  const isAnother = before !== undefined && before.id !== run.id;
  const previousId = isAnother
    ? isSameProgram(before.document, run.document)
      ? activeRunId
      : undefined
    : previousRunId;
  const previous = run.complete ? undefined : runs[previousId ?? ""];
  return {
    runs: {
      ...(baseline && { [baseline.id]: baseline }),
      ...(previous && { [previous.id]: previous }),
      [run.id]: run,
    },
    previousRunId: previous?.id,
    activeRunId: run.id,
    shownSpans: undefined,
    baselineRunId: baseline?.id,
    // A choice among the trials of the run before counts for this one.
    ...(chosenTrial?.runId === activeRunId && { chosenTrial: { ...chosenTrial, runId: run.id } }),
  };
}

export function createRunsSlice(set: Change<RunsSlice>): RunsSlice {
  return {
    ...openedWithRun(),
    historyChanges: 0,
    compareWith: (baseline) =>
      set(({ runs, activeRunId = "" }) => {
        const active = runs[activeRunId];
        return {
          runs: { ...(baseline && { [baseline.id]: baseline }), ...(active && { [active.id]: active }) },
          baselineRunId: baseline?.id,
        };
      }),
    showTrial: (trial) =>
      set(({ chosenTrial }) =>
        chosenTrial?.trialId === trial.trialId
          ? {}
          : { chosenTrial: trial, selectedSpan: undefined, shownSpans: undefined },
      ),
    selectSpan: (selectedSpan) => set({ selectedSpan }),
    showSpans: (shownSpans) => set({ shownSpans }),
    historyChanged: () => set(({ historyChanges }) => ({ historyChanges: historyChanges + 1 })),
  };
}
