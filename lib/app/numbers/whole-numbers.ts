import type { MeasuredNumbers } from "@/lib/analysis/report/measured-numbers";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import type { Duration, Numbers } from "@/lib/estimate/numbers";
import { presetNamed } from "@/lib/estimate/presets";
import { MAX_PERCENTILE_RATIO } from "@/lib/estimate/schema";
import { mergeNumbers, NO_NUMBERS, type SomeNumbers } from "./own-numbers";

/** A run's own figures, as fields. Its platform is this browser. */
export function fieldsOfRun(measured: MeasuredNumbers, workers: number, cores: number): SomeNumbers {
  const { items, item, waits, bytesIn, bytesOut, failures, start, messageMs, dispatchMs, preset, endMs } =
    measured;
  return {
    work: {
      items,
      item: durationOf(item),
      failures: rounded(failures),
      ...(waits !== undefined && { waits: rounded(waits) }),
      ...(bytesIn !== undefined && { bytesIn }),
      ...(bytesOut !== undefined && { bytesOut }),
    },
    place: {
      ...(preset && presetNamed(preset).place),
      ...(cores > 0 && { cores }),
      ...(endMs !== undefined && { endMs: rounded(endMs) }),
      ...(start && { start: durationOf(start) }),
      ...(messageMs !== undefined && { messageMs: rounded(messageMs) }),
      ...(dispatchMs !== undefined && { dispatchMs: rounded(dispatchMs) }),
    },
    workers,
  };
}

/**
 * What of the run still counts. Another duration means other items: what the run's items did besides
 * (wait, fail, send) would decide the answer without being asked for.
 */
export function stillOfRun(own: SomeNumbers, ofRun: SomeNumbers | undefined): SomeNumbers | undefined {
  if (own.work?.item === undefined || ofRun?.work?.items === undefined) return ofRun;
  return { ...ofRun, work: { items: ofRun.work.items } };
}

/** What counts: what the user or a link set, else what the run showed, else the question that the view opens with. */
export function wholeNumbers(own: SomeNumbers, ofRun: SomeNumbers | undefined): Numbers {
  const base: Numbers = ofRun ? { ...DEFAULT_NUMBERS, place: presetNamed("browser").place } : DEFAULT_NUMBERS;
  const { work, place, ...rest } = mergeNumbers(stillOfRun(own, ofRun) ?? NO_NUMBERS, own);
  return { ...base, ...rest, work: { ...base.work, ...work }, place: { ...base.place, ...place } };
}

/** Figures of a run are shown with three digits, so they count with three. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** A spread that nobody would notice is none. */
function durationOf({ p50Ms, p95Ms }: { readonly p50Ms: number; readonly p95Ms: number }): Duration {
  return p95Ms <= p50Ms * 1.05
    ? { kind: "fixed", ms: rounded(p50Ms) }
    : {
        kind: "percentiles",
        p50Ms: rounded(p50Ms),
        p95Ms: Math.min(rounded(p95Ms), MAX_PERCENTILE_RATIO * rounded(p50Ms)),
      };
}
