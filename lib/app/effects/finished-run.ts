import type { Run } from "../run/run";
import type { PlaygroundState } from "../store/store";

type Parts = Pick<PlaygroundState, "runs" | "activeRunId">;

/** The measured run that has ended between two states, or before the first one that is known. */
export function finishedRun(state: Parts, before?: Parts): Run | undefined {
  const run = state.runs[state.activeRunId ?? ""];
  if (run?.source !== "measured" || !run.complete) return undefined;
  return run === before?.runs[before.activeRunId ?? ""] ? undefined : run;
}
