import type { HostPort } from "../embed/host-port";
import { finishedRun } from "./finished-run";
import type { Effect } from "./services";

export const reportRunsToHost: Effect<{ readonly host: HostPort }> = (store, { host }) => {
  return store.subscribe((state, before) => {
    if (host.askedRuns > 0) return;
    const run = finishedRun(state, before);
    if (run !== undefined) host.post({ type: "fanout:result", report: run.report });
    else if (state.refusal !== undefined && state.refusal !== before.refusal)
      host.post({ type: "fanout:error", ...state.refusal });
  });
};
