import { readSpread, writeSpread } from "@/components/results/numbers/duration-text";
import { formatDuration } from "@/lib/base/format";
import { readDuration } from "@/lib/base/quantity";
import { STAND_IN_MAX_MS, STAND_IN_MAX_SCALE } from "@/lib/model/limits";
import type { StandIn } from "@/lib/model/stand-ins";

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** "40 s ± 20%". */
export function readStandInTime(text: string): Read<Pick<StandIn, "ms" | "spread">> {
  const found = readSpread(text);
  if (!found.ok) return found;
  const { value } = found;
  if (value.kind === "percentiles") return { ok: false, message: 'Enter a time, such as "40 s ± 20%".' };
  if (value.ms > STAND_IN_MAX_MS)
    return { ok: false, message: `Enter at most ${formatDuration(STAND_IN_MAX_MS)}.` };
  return { ok: true, value: { ms: value.ms, spread: value.kind === "spread" ? value.share : 0 } };
}

export const writeStandInTime = ({ ms, spread }: StandIn): string =>
  writeSpread(spread === 0 ? { kind: "fixed", ms } : { kind: "spread", ms, share: spread });

const MINUTE_MS = 60_000;

/** How long a minute takes: "1 s" is a scale of 60. */
export function readScale(text: string): Read<number> {
  const found = readDuration(text);
  if (!found.ok) return found;
  if (found.value > MINUTE_MS || found.value < MINUTE_MS / STAND_IN_MAX_SCALE)
    return { ok: false, message: `Enter from ${formatDuration(MINUTE_MS / STAND_IN_MAX_SCALE)} to 1 min.` };
  return { ok: true, value: MINUTE_MS / found.value };
}

export const writeScale = (scale: number): string => formatDuration(MINUTE_MS / scale);
