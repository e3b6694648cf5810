import { formatDuration, formatNumber } from "@/lib/base/format";
import { type ReadQuantity, readDuration, readPercent } from "@/lib/base/quantity";
import type { Duration } from "@/lib/estimate/numbers";
import { MAX_MS, MAX_PERCENTILE_RATIO } from "@/lib/estimate/schema";

export type ReadSpread =
  | { readonly ok: true; readonly value: Duration }
  | { readonly ok: false; readonly message: string };

const PERCENTILES = /^(?:p50|median)\s*:?\s*(.+?)[\s,;]+p95\s*:?\s*(.+)$/i;
const AROUND = /^(.+?)\s*(?:±|\+\/-|\+-|plus or minus)\s*(.+)$/i;

/** A duration with its spread, as people type it: "5 min", "5 min ± 20%", "5 min ± 30 s", "p50 2 s, p95 10 s". */
export function readSpread(text: string): ReadSpread {
  const [, p50Text, p95Text] = PERCENTILES.exec(text.trim()) ?? [];
  if (p50Text !== undefined && p95Text !== undefined) return readPercentiles(p50Text, p95Text);
  const [, middle, around] = AROUND.exec(text.trim()) ?? [];
  if (middle === undefined || around === undefined) {
    const ms = readBounded(text);
    return ms.ok ? { ok: true, value: { kind: "fixed", ms: ms.value } } : ms;
  }
  const ms = readBounded(middle);
  if (!ms.ok) return ms;
  const share = readShare(around, ms.value);
  if (!share.ok) return share;
  if (share.value > 1) return { ok: false, message: "The spread must not be larger than the time." };
  if (share.value === 0) return { ok: true, value: { kind: "fixed", ms: ms.value } };
  return { ok: true, value: { kind: "spread", ms: ms.value, share: share.value } };
}

function readPercentiles(p50Text: string, p95Text: string): ReadSpread {
  const [p50, p95] = [readBounded(p50Text), readBounded(p95Text)];
  if (!p50.ok) return p50;
  if (!p95.ok) return p95;
  if (p95.value < p50.value) return { ok: false, message: "p95 must not be below p50." };
  if (p95.value > MAX_PERCENTILE_RATIO * p50.value)
    return { ok: false, message: `p95 must be at most ${MAX_PERCENTILE_RATIO} times p50.` };
  return { ok: true, value: { kind: "percentiles", p50Ms: p50.value, p95Ms: p95.value } };
}

function readShare(text: string, ms: number): ReadQuantity {
  if (text.trim().endsWith("%")) return readPercent(text);
  const around = readDuration(text);
  if (!around.ok) return { ok: false, message: 'Add a spread, such as "± 20%" or "± 30 s".' };
  return { ok: true, value: ms > 0 ? around.value / ms : 0 };
}

/** A time that the model takes. @returns ms */
export function readBounded(text: string): ReadQuantity {
  const ms = readDuration(text);
  return ms.ok && ms.value > MAX_MS ? { ok: false, message: `Enter at most ${formatDuration(MAX_MS)}.` } : ms;
}

/** The reverse, to three digits. */
export function writeSpread(duration: Duration): string {
  switch (duration.kind) {
    case "fixed":
      return formatDuration(duration.ms);
    case "spread":
      return `${formatDuration(duration.ms)} ± ${writePercent(duration.share)}`;
    case "percentiles":
      return `p50 ${formatDuration(duration.p50Ms)}, p95 ${formatDuration(duration.p95Ms)}`;
  }
}

/** A share as a field shows it: three digits, however small. */
export const writePercent = (share: number): string => `${formatNumber(share * 100)}%`;
