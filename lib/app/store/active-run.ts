import { isMeasuredHere, type Run } from "../run/run";
import type { PlaygroundState } from "./store";

type RunParts = Pick<PlaygroundState, "phase" | "runs" | "activeRunId">;

/** The run whose results are on the screen. A recording gives way as soon as something runs here. */
export function activeRunOf({ phase, runs, activeRunId = "" }: RunParts): Run | undefined {
  const run = runs[activeRunId];
  return run !== undefined && phase !== "idle" && run.reportOnly ? undefined : run;
}

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
