import { hasStandIns } from "@/lib/model/stand-ins";
import type { Run } from "../run/run";
import { completeRunOf } from "../store/active-run";
import type { PlaygroundState } from "../store/store";
import type { Effect } from "./services";

/** Reads the fields of "Your numbers" from the run on the screen, once somebody looks at them. */
export const readRunNumbers: Effect<unknown> = (store) => {
  let asked: Run | undefined;
  let askedCores: number | undefined;
  let abort = new AbortController();

  async function read(run: Run, signal: AbortSignal): Promise<void> {
    const traces = run.trials.flatMap(({ trace, report }) =>
      trace && report.status === "succeeded" ? [trace] : [],
    );
    // No record of another tool says how many cores there were.
    const cores = run.report.environment.cores || store.getState().assumptions.recordCores || 0;
    const [{ analysis }, { fieldsOfRun }] = await Promise.all([
      import("@/lib/analysis/client"),
      import("../numbers/whole-numbers"),
    ]);
    // Where it cannot be read, the fields are the defaults.
    const found = await analysis.query(traces, { type: "numbers", cores }, signal).catch(() => undefined);
    if (signal.aborted || found === undefined) return;
    const fields = fieldsOfRun(found, run.report.settings.workers, cores);
    store.getState().showRunNumbers({ runId: run.id, task: found.task, fields });
  }

  const update = (state: PlaygroundState): void => {
    if (state.tab !== "scale") return;
    const run = completeRunOf(state);
    const isUsed =
      run !== undefined &&
      !run.reportOnly &&
      run.report.resumed !== true &&
      run.trials.some(
        ({ trace, report }) =>
          trace !== undefined &&
          report.status === "succeeded" &&
          !report.inline &&
          !hasStandIns(report.meters),
      );
    const wanted = isUsed ? run : undefined;
    const { recordCores } = state.assumptions;
    if (wanted === asked && recordCores === askedCores) return;
    asked = wanted;
    askedCores = recordCores;
    abort.abort();
    abort = new AbortController();
    if (state.runNumbers !== undefined) state.showRunNumbers(undefined);
    if (wanted) void read(wanted, abort.signal);
  };
  update(store.getState());
  const stop = store.subscribe(update);
  return () => {
    abort.abort();
    stop();
  };
};
