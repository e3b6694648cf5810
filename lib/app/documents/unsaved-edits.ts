import type { Draft, DraftContent } from "@/lib/storage/draft-record";

/** What a tab had not kept yet when it was hidden: it may be closed before a database has answered. */
export interface UnsavedEdits {
  /** The draft that it belongs to; undefined where it has none yet. */
  readonly base: Pick<Draft, "id" | "revision" | "created" | "origin"> | undefined;
  readonly content: DraftContent;
}

const PREFIX = "fanout:closing:";

/** Written at once, which only `localStorage` can. @returns takes it back, when the database has it. */
export function writeUnsavedEdits(words: UnsavedEdits): () => void {
  const key = PREFIX + crypto.randomUUID();
  try {
    localStorage.setItem(key, JSON.stringify(words));
  } catch {
    // Shut or full: then what the database gets in time counts.
  }
  return () => takeAway(key);
}

/** Keys of what closed tabs have left. */
export function unsavedEditKeys(): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** What stands there, and no longer does. */
export function takeUnsavedEdits(key: string): string | undefined {
  const text = localStorage.getItem(key) ?? undefined;
  takeAway(key);
  return text;
}

function takeAway(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // It was never written.
  }
}
