import { useSyncExternalStore } from "react";
import { withLocalStorage } from "@/lib/app/local-storage";

/** What the color of a bar says. */
export const COLOR_CHOICES = ["part", "task", "status", "attempt"] as const;
export type ColorBy = (typeof COLOR_CHOICES)[number];

/** How a reader wants spans to be shown, in the tree and the timeline, kept in this browser. */
export interface SpanPreferences {
  readonly colorBy: ColorBy;
  /** Columns of the tree, by name. Absent: by the room that there is. */
  readonly columns?: readonly string[] | undefined;
  /** Width of the tree's names, percent. */
  readonly names: number;
}

const KEY = "fanout:spans";
const DEFAULTS: SpanPreferences = { colorBy: "part", names: 35 };
const MAX_COLUMNS = 20;

/** Whatever is stored: another version may have written it. */
export function readPreferences(text: string | null | undefined): SpanPreferences {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    return DEFAULTS;
  }
  if (typeof stored !== "object" || stored === null) return DEFAULTS;
  const { colorBy, columns, names } = stored as Record<string, unknown>;
  return {
    colorBy: COLOR_CHOICES.find((choice) => choice === colorBy) ?? DEFAULTS.colorBy,
    columns: Array.isArray(columns)
      ? columns.filter((name) => typeof name === "string").slice(0, MAX_COLUMNS)
      : undefined,
    names: typeof names === "number" && names >= 10 && names <= 90 ? names : DEFAULTS.names,
  };
}

let current: SpanPreferences | undefined;
const listeners = new Set<() => void>();

function get(): SpanPreferences {
  current ??= readPreferences(withLocalStorage((store) => store.getItem(KEY)));
  return current;
}

function set(change: Partial<SpanPreferences>): void {
  current = { ...get(), ...change };
  const text = JSON.stringify(current);
  withLocalStorage((store) => store.setItem(KEY, text));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSpanPreferences(): readonly [SpanPreferences, (change: Partial<SpanPreferences>) => void] {
  return [useSyncExternalStore(subscribe, get, () => DEFAULTS), set];
}
