import type { Draft, DraftContent } from "@/lib/storage/draft-record";

/** What a tab had not saved when it was hidden: it may be closed before a database answers. */
export interface UnsavedEdits {
  /** The draft that it belongs to, if there is one. */
  readonly base: Pick<Draft, "id" | "revision" | "created" | "origin"> | undefined;
  readonly content: DraftContent;
}

const PREFIX = "fanout:closing:";

/** Written synchronously, which only `localStorage` can do. @returns removes it, once the database has it. */
export function writeUnsavedEdits(edits: UnsavedEdits): () => void {
  const key = PREFIX + crypto.randomUUID();
  try {
    localStorage.setItem(key, JSON.stringify(edits));
  } catch {
    // Blocked or full: what the database gets in time has to do.
  }
  return () => takeAway(key);
}

/** Keys of the edits that closed tabs left. */
export function unsavedEditKeys(): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Reads and removes one. */
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
