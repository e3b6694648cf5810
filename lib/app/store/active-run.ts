import { isMeasuredHere, type Run } from "../run/run";
import type { PlaygroundState } from "./store";

type RunParts = Pick<PlaygroundState, "runs" | "activeRunId">;

/** The run whose results are on the screen: while another is in progress, until that has its first result. */
export const activeRunOf = ({ runs, activeRunId = "" }: RunParts): Run | undefined => runs[activeRunId];

/** While a run is in progress: the one before, of the same program, for the strategies that have no result yet. */
export const previousRunOf = ({
  runs,
  previousRunId = "",
}: Pick<PlaygroundState, "runs" | "previousRunId">): Run | undefined => runs[previousRunId];

/** The active run, if it was measured on this machine: its times predict the next one's. */
export function measuredRunOf(parts: RunParts): Run | undefined {
  const run = activeRunOf(parts);
  return run !== undefined && isMeasuredHere(run) ? run : undefined;
}

export const baselineRunOf = ({
  runs,
  baselineRunId = "",
}: Pick<PlaygroundState, "runs" | "baselineRunId">): Run | undefined => runs[baselineRunId];

export function completeRunOf(parts: RunParts): Run | undefined {
  const run = activeRunOf(parts);
  return run?.complete ? run : undefined;
}
