import { formatExact } from "@/lib/base/format";

export interface NumberBounds {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

export type NumberText =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string };

/** The nearest number that the bounds allow; undefined where no number was typed. */
export function clampNumber(text: string, { min, max, integer }: NumberBounds): number | undefined {
  const read = parseNumber(text, {});
  if (!read.ok) return undefined;
  const whole = integer ? Math.round(read.value) : read.value;
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, whole));
}

/** Reads what was typed: "1,000", "1 000" and "1e3" are all 1000. */
export function parseNumber(text: string, { min, max, integer }: NumberBounds): NumberText {
  const plain = text.trim().replace(/(?<=\d)[,\s_](?=\d{3}(\D|$))/g, "");
  const value = plain === "" ? Number.NaN : Number(plain);
  if (!Number.isFinite(value)) return { ok: false, message: "Enter a number." };
  if (integer && !Number.isInteger(value)) return { ok: false, message: "Enter a whole number." };
  if (min !== undefined && max !== undefined && (value < min || value > max)) {
    return { ok: false, message: `Enter a number from ${formatExact(min)} to ${formatExact(max)}.` };
  }
  if (min !== undefined && value < min)
    return { ok: false, message: `Enter a number of at least ${formatExact(min)}.` };
  if (max !== undefined && value > max)
    return { ok: false, message: `Enter a number of at most ${formatExact(max)}.` };
  return { ok: true, value };
}
