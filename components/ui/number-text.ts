export interface NumberBounds {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

export type NumberText =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string };

/** Reads what somebody typed: "1,000", "1 000" and "1e3" are all 1000. */
export function parseNumber(text: string, { min, max, integer }: NumberBounds): NumberText {
  const said = (bound: number): string => bound.toLocaleString("en", { maximumSignificantDigits: 15 });
  const plain = text.trim().replace(/(?<=\d)[,\s_](?=\d{3}(\D|$))/g, "");
  const value = plain === "" ? Number.NaN : Number(plain);
  if (!Number.isFinite(value)) return { ok: false, message: "Enter a number." };
  if (integer && !Number.isInteger(value)) return { ok: false, message: "Enter a whole number." };
  if (min !== undefined && max !== undefined && (value < min || value > max)) {
    return { ok: false, message: `Enter a number from ${said(min)} to ${said(max)}.` };
  }
  if (min !== undefined && value < min) return { ok: false, message: `Enter ${said(min)} or more.` };
  if (max !== undefined && value > max) return { ok: false, message: `Enter ${said(max)} or less.` };
  return { ok: true, value };
}
