import type { TrialInfo } from "@/lib/model/run";
import type { StrategyReport } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { changedBetween } from "../documents/changes";
import { sameDocument } from "../documents/document";
import { isRecording, isSameStrategy, type Run, type Trial } from "../run/run";
import { documentOf } from "./slices/document-slice";
import type { PlaygroundState } from "./store";

type RunParts = Pick<PlaygroundState, "phase" | "runs" | "activeRunId">;
type TrialParts = RunParts & Pick<PlaygroundState, "baselineRunId" | "live" | "chosenTrial">;

/** The run whose results are on the screen. A recording gives way as soon as something runs here. */
export function activeRunOf({ phase, runs, activeRunId = "" }: RunParts): Run | undefined {
  const run = runs[activeRunId];
  return run !== undefined && phase !== "idle" && isRecording(run) ? undefined : run;
}

/** The active run, if it was measured on this machine: its times say how long the next one takes. */
export function measuredRunOf(parts: RunParts): Run | undefined {
  const run = activeRunOf(parts);
  return run === undefined || isRecording(run) ? undefined : run;
}

export const baselineRunOf = ({
  runs,
  baselineRunId = "",
}: Pick<PlaygroundState, "runs" | "baselineRunId">): Run | undefined => runs[baselineRunId];

/** The active run, if it is complete. */
export function completeRunOf(parts: RunParts): Run | undefined {
  const run = activeRunOf(parts);
  return run?.complete ? run : undefined;
}

/** What the views of one trial show: a trial, or the one that is being recorded, of which there is no report yet. */
export interface ActiveTrial {
  readonly info: TrialInfo | undefined;
  readonly report: StrategyReport | undefined;
  readonly trace: Trace | undefined;
  /** Undefined for the one that is being recorded. */
  readonly trial: Trial | undefined;
  /** The trace still grows, or is about to. */
  readonly running: boolean;
}

/**
 * The trial that the user chose, or the one of the same strategy that took its place; else the one that is being
 * recorded; else the last, which is usually the most parallel one and has the most to show.
 */
export function activeTrialOf(parts: TrialParts): ActiveTrial {
  const { phase, chosenTrial: chosen } = parts;
  const live = phase === "idle" ? undefined : parts.live;
  const [active, baseline] = [activeRunOf(parts), baselineRunOf(parts)];
  const home = [active, baseline].find((run) => run !== undefined && run.id === chosen?.runId);
  const found =
    home?.trials.find(({ info }) => info.trialId === chosen?.trialId) ??
    active?.trials.find(({ info }) => chosen && isSameStrategy(info, chosen));
  const isReplaced =
    live && found && found.info.runId !== baseline?.id && isSameStrategy(live.info, found.info);
  if (live && (found === undefined || isReplaced))
    return { ...live, report: undefined, trial: undefined, running: true };
  const trial = found ?? active?.trials.at(-1);
  return {
    info: trial?.info,
    report: trial?.report,
    trace: trial?.trace,
    trial,
    running: phase !== "idle" && trial === undefined,
  };
}

/** The trials to choose from: those of the active run, each replaced by the one of its strategy that is being recorded. */
export function trialChoicesOf(parts: TrialParts): readonly TrialInfo[] {
  const { info } = activeTrialOf(parts);
  const live = parts.phase === "idle" ? undefined : parts.live?.info;
  const infos = (activeRunOf(parts)?.trials ?? []).map((trial) => trial.info);
  const replaced = infos.map((each) => (live && isSameStrategy(each, live) ? live : each));
  const all = live && !replaced.includes(live) ? [...replaced, live] : replaced;
  return info === undefined || all.some(({ trialId }) => trialId === info.trialId) ? all : [...all, info];
}

type StaleParts = Pick<PlaygroundState, "runs" | "activeRunId" | "code" | "inputs" | "settings">;

/** The results are of another text, other inputs or other settings than those on the screen. */
export function isStale(state: StaleParts): boolean {
  const run = state.runs[state.activeRunId ?? ""];
  return run !== undefined && !sameDocument(run.document, documentOf(state));
}

/** What has changed since the active run, in words. */
export function staleBecause(state: StaleParts): string | undefined {
  const run = state.runs[state.activeRunId ?? ""];
  return run && changedBetween(run.document, documentOf(state));
}
