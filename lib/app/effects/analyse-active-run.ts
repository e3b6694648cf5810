import type { LatestQuery } from "@/lib/analysis/latest-query";
import type { Run } from "../run/run";
import { completeRunOf } from "../store/active-run";
import { type AdviceQuestion, NO_ANALYSIS } from "../store/slices/analysis-slice";
import type { PlaygroundState } from "../store/store";
import type { Effect } from "./services";

export const analyseActiveRun: Effect<unknown> = (store) => {
  let analysed: Run | undefined;
  let query: LatestQuery<AdviceQuestion> | undefined;
  const { showAnalysis } = store.getState();

  async function analyse(run: Run): Promise<void> {
    const traces = run.trials.flatMap(({ trace }) => trace ?? []);
    showAnalysis({ ...NO_ANALYSIS, pending: true });
    // Without a worker, where its answer is known: a link's results do not start one.
    const { missingFrom } = await import("@/lib/analysis/needs");
    if (run !== analysed) return;
    const missing = missingFrom(traces, "advice");
    if (missing.length > 0) return showAnalysis({ ...NO_ANALYSIS, missing });
    const [{ analysis }, { createLatestQuery }] = await Promise.all([
      import("@/lib/analysis/client"),
      import("@/lib/analysis/latest-query"),
    ]);
    if (run !== analysed) return;
    query ??= createLatestQuery<AdviceQuestion>(analysis, ({ value, pending, problem, missing }) =>
      showAnalysis({ advice: value, pending, problem, missing }),
    );
    query.ask(traces, { type: "advice", report: run.report });
  }

  const update = (state: PlaygroundState): void => {
    const run = completeRunOf(state);
    // A resumed run is only a part of the program: nothing follows from its times.
    const isWhole = run?.report.resumed !== true;
    const wanted = isWhole && run?.trials.some(({ trace }) => trace !== undefined) ? run : undefined;
    if (wanted === analysed) return;
    analysed = wanted;
    // What is known is about the run before.
    query?.stop();
    if (wanted !== undefined) void analyse(wanted);
    else if (state.analysis !== NO_ANALYSIS) showAnalysis(NO_ANALYSIS);
  };
  update(store.getState());
  const stop = store.subscribe(update);
  return () => {
    analysed = undefined;
    query?.stop();
    stop();
  };
};
