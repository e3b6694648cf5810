import type { PresetId } from "@/lib/estimate/preset-ids";
import type { RecordInfo } from "@/lib/trace/record-info";
import type { Trace } from "@/lib/trace/trace";
import type { MeasuredNumbers, Spread } from "../report/measured-numbers";
import { modelOf } from "./model";
import { fitted } from "./replay";

/**
 * What a recorded run shows of "Your numbers", besides its items: its platform, and what a start and an end cost alone on
 * the host, as far as the record allows to tell them from the load of the others.
 */
export function withRecord(
  numbers: MeasuredNumbers,
  trace: Trace,
  record: RecordInfo,
  cores: number | undefined,
): MeasuredNumbers {
  const { messageMs: _, dispatchMs: __, bytesIn: ___, bytesOut: ____, start, ...rest } = numbers;
  const platform = { ...rest, preset: presetOf(record) };
  if (record.inProcess) return platform;
  const model = modelOf(trace, cores);
  if ("refused" in model) return platform;
  const alone = fitted(model, 1, 0);
  return {
    ...platform,
    ...(start && { start: times(start, alone.start) }),
    endMs: model.gapMs * alone.gap,
  };
}

const times = ({ p50Ms, p95Ms }: Spread, factor: number): Spread => ({
  p50Ms: p50Ms * factor,
  p95Ms: p95Ms * factor,
});

function presetOf({ format, executor, startMethod, hosts, inProcess }: RecordInfo): PresetId {
  if (format.startsWith("dagster")) {
    if (inProcess) return "dagster-in-process";
    if (hosts === "separate") return "dagster-pod";
    return startMethod === "forkserver" ? "dagster-forkserver" : "dagster-multiprocess";
  }
  if (format.startsWith("flyte2")) return executor === "kept workers" ? "flyte2-reused" : "flyte2-container";
  return format.startsWith("airflow") ? "airflow" : "own";
}
