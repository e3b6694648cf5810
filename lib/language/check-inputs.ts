import { hint } from "@/lib/base/nearest";
import { fits, isChoice, mistyped } from "./inputs";
import type { InputField } from "./program";

export type CheckedInputs =
  | { readonly ok: true; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: readonly { readonly name: string; readonly message: string }[] };

/**
 * Holds values from a form, a link or an embed's message against the fields.
 * @param values what was given; what is left out, or undefined, has its default
 * @returns the given values and the known defaults, or what is wrong with each
 */
export function checkInputs(fields: readonly InputField[], values: unknown): CheckedInputs {
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    return {
      ok: false,
      errors: [{ name: "inputs", message: "Inputs must be an object with one property per input." }],
    };
  }
  const names = fields.map(({ name }) => name);
  const errors: { readonly name: string; readonly message: string }[] = [];
  const given = new Map(Object.entries(values).filter(([, value]) => value !== undefined));
  for (const name of given.keys()) {
    if (names.includes(name)) continue;
    const message = names.length === 0 ? "This program has no inputs" : `This program has no input "${name}"`;
    errors.push({ name, message: `${message}${hint(name, names) || "."}` });
  }
  const result: [string, unknown][] = [];
  for (const field of fields) {
    if (!given.has(field.name)) {
      if ("default" in field) result.push([field.name, field.default]);
      continue;
    }
    const value = given.get(field.name);
    if (fits(field.type, value) && isChoice(field, value)) result.push([field.name, value]);
    else errors.push({ name: field.name, message: mistyped(field, value) });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, values: Object.fromEntries(result) };
}
