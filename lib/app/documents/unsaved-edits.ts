import type { Draft, DraftContent } from "@/lib/storage/draft-record";
import { withLocalStorage } from "../local-storage";

/** What a tab had not saved when it was hidden: it may be closed before a database answers. */
export interface UnsavedEdits {
  /** The draft that it belongs to, if there is one. */
  readonly base: Pick<Draft, "id" | "revision" | "created" | "origin" | "foreign"> | undefined;
  /** What a new draft begins as. */
  readonly from?: Pick<Draft, "origin" | "foreign">;
  /** Code that was just being saved to that draft, or as a new one: it may have arrived. */
  readonly saving?: string | undefined;
  readonly content: DraftContent;
}

const PREFIX = "fanout:closing:";

/** Written synchronously, which only `localStorage` can do. @returns removes it, once the database has it. */
export function writeUnsavedEdits(edits: UnsavedEdits): () => void {
  const key = PREFIX + crypto.randomUUID();
  withLocalStorage((store) => store.setItem(key, JSON.stringify(edits)));
  return () => removeUnsavedEdits(key);
}

/** Keys of the edits that closed tabs left. */
export const unsavedEditKeys = (): readonly string[] =>
  withLocalStorage((store) => Object.keys(store).filter((key) => key.startsWith(PREFIX))) ?? [];

export const readUnsavedEdits = (key: string): string | undefined =>
  withLocalStorage((store) => store.getItem(key) ?? undefined);

export const removeUnsavedEdits = (key: string): void => withLocalStorage((store) => store.removeItem(key));
