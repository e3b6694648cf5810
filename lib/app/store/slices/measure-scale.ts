import { type MeasuredPoint, pointOf, pointsToMeasure, settingsAt } from "../../run/scale-points";
import type { CompileSlice } from "./compile-slice";
import type { RunSlice } from "./run-slice";
import type { RunsSlice } from "./runs-slice";
import type { MeasureProgress, ScaleSlice } from "./scale-slice";
import type { Change, Read } from "./slice";

export type MeasureState = ScaleSlice & RunSlice & RunsSlice & CompileSlice;

export async function measureScale(
  set: Change<MeasureState>,
  get: Read<MeasureState>,
  trialId: string,
): Promise<void> {
  const { runs, activeRunId = "" } = get();
  const run = runs[activeRunId];
  const trial = run?.trials.find(({ info }) => info.trialId === trialId);
  const strategy = trial?.info.strategy;
  if (run === undefined || trial === undefined || strategy === undefined || !run.complete) return;
  const { settings, environment, inputs } = run.report;
  let points: readonly MeasuredPoint[] = [];
  const publish = (measuring?: MeasureProgress, problem?: string): void =>
    set(({ scale, activeRunId: active }) => {
      if (active !== run.id) return {};
      const known = scale?.runId === run.id ? scale.trials : [];
      const trials = [...known.filter((each) => each.trialId !== trialId), { trialId, points }];
      return { scale: { runId: run.id, trials, measuring, problem } };
    });
  await get().runOther(async (start) => {
    const compiled = await get().compile();
    if (!compiled.ok) return;
    let lastMs = trial.report.wallMs.median;
    // From the most workers down: the quick ones first.
    const steps = pointsToMeasure(settings.workers, environment.cores).toReversed();
    for (const [at, workers] of steps.entries()) {
      publish({ trialId, workers, step: at + 1, steps: steps.length });
      const result = await start({
        program: compiled.program,
        inputs: { ...inputs },
        settings: settingsAt(settings, strategy, workers, lastMs),
      });
      if (result === undefined) break;
      const point = pointOf(result, strategy, workers);
      if (point === undefined) {
        const error = result.report.strategies[0]?.error?.message ?? "the run did not finish";
        return publish(undefined, `${workers} workers: ${error}`);
      }
      lastMs = point.median;
      points = [...points, point];
    }
    publish();
  });
}
