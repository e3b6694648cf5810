import type { AnalysisClient } from "@/lib/analysis/client";
import type { StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";
import { isRecording, type Run } from "../run/run";
import { completeRunOf } from "../store/active-run";
import { NO_ANALYSIS } from "../store/slices/analysis-slice";
import type { PlaygroundState, PlaygroundStore } from "../store/store";

/** Has every complete run that is shown analysed in another thread. A recording has not all the times for it. */
export function analyseActiveRun(store: PlaygroundStore): () => void {
  let analysed: Run | undefined;
  let client: AnalysisClient | undefined;

  async function analyse(run: Run): Promise<void> {
    const { changeAnalysis } = store.getState();
    const change: typeof changeAnalysis = (part) => {
      if (run === analysed) changeAnalysis(part);
    };
    change({ pending: true, problem: undefined });
    try {
      const [{ createAnalysisClient }, { withoutTexts }] = await Promise.all([
        import("@/lib/analysis/client"),
        import("@/lib/analysis/send-trace"),
      ]);
      if (run !== analysed) return;
      client ??= createAnalysisClient();
      const traces = new Map<StrategyName, Trace>();
      for (const { report, trace } of run.trials)
        if (trace !== undefined) traces.set(report.strategy, withoutTexts(trace));
      const advice = await client.load({ report: run.report, traces });
      // A new object, so that views ask again.
      change({ advice, pending: false, analyst: { ...client } });
    } catch (error) {
      change({ ...NO_ANALYSIS, problem: error instanceof Error ? error.message : String(error) });
    }
  }

  const update = (state: PlaygroundState): void => {
    const run = completeRunOf(state);
    const wanted =
      run === undefined || isRecording(run) || run.trials.every(({ trace }) => trace === undefined)
        ? undefined
        : run;
    if (wanted === analysed) return;
    analysed = wanted;
    if (wanted === undefined) store.getState().changeAnalysis(NO_ANALYSIS);
    else void analyse(wanted);
  };
  update(store.getState());
  const stop = store.subscribe(update);
  return () => {
    analysed = undefined;
    stop();
    client?.dispose();
  };
}
