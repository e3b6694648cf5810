import type { TrialInfo } from "@/lib/model/run";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import type { Trace } from "@/lib/trace/trace";
import type { SimulationModel } from "../simulation/model";
import type { SimulationParameters } from "../simulation/parameters";
import { simulate } from "../simulation/simulate";

/** The trace that a recorded run would leave. */
export function simulatedTrace(
  model: SimulationModel,
  parameters: SimulationParameters,
  info: TrialInfo,
): Trace {
  const builder = new TraceBuilder({ info, workers: parameters.workers });
  const wallMs = simulate(model, parameters, (tick) => {
    for (const batch of tick.batches) builder.add(batch);
    for (const note of tick.notes) builder.note(note);
    for (const lane of tick.lanes) builder.lane(lane);
  });
  return builder.finish({ wallMs });
}
