import type { LanguageId } from "@/lib/model/language";
import type { Settings } from "@/lib/model/settings";

/** What is edited, shared and run. */
export interface PlaygroundDocument {
  readonly code: string;
  readonly language: LanguageId;
  /** Only inputs that differ from the program's own defaults, so that a changed default in the code counts. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
}

/** Where a document came from. A link opens as a copy, and an example is never changed. */
export type Origin =
  | { readonly kind: "example"; readonly name: string }
  | { readonly kind: "link" }
  | { readonly kind: "draft" }
  | { readonly kind: "host" }
  | { readonly kind: "file"; readonly name: string };

/** Equal as JSON values; the order of keys does not matter. Plain data without cycles. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map<string, unknown>(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
  );
}

/** One strategy would take as long in both: only how many of them run, and how often, may differ. */
export const isSameProgram = (a: PlaygroundDocument, b: PlaygroundDocument): boolean =>
  sameDocument({ ...a, settings: comparable(a.settings) }, { ...b, settings: comparable(b.settings) });

const comparable = ({ strategies: _, rounds: __, timeBudgetMs: ___, ...settings }: Settings): Settings => ({
  ...settings,
  strategies: [],
  rounds: 1,
  timeBudgetMs: 0,
});

export function sameDocument(a: PlaygroundDocument, b: PlaygroundDocument): boolean {
  return (
    a.code === b.code &&
    a.language === b.language &&
    sameValue(a.inputs, b.inputs) &&
    sameValue(a.settings, b.settings)
  );
}
