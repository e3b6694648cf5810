import { DELETED_DRAFT_MAX_MS } from "@/lib/model/limits";
import { knownSettings } from "@/lib/share/known-settings";
import { type Draft, type DraftContent, draftVersions } from "./draft-record";
import type { FallbackStore } from "./fallback-store";
import { newId } from "./id";
import type { Kept } from "./problem";
import { fromRecord, toRecord } from "./record";

export type DraftSummary = Pick<
  Draft,
  "id" | "title" | "created" | "updated" | "origin" | "copyOf" | "deleted"
> & {
  /** UTF-16 units of its code. */
  readonly length: number;
};

export type Saved =
  | { readonly status: "saved"; readonly draft: Draft; readonly kept: Kept }
  /**
   * Another tab saved, or deleted, this draft in the meantime. Theirs stays as it is; ours is kept as a copy, to go on
   * with.
   */
  | {
      readonly status: "conflict";
      readonly draft: Draft;
      readonly theirs: Draft | undefined;
      readonly kept: Kept;
    };

export interface Drafts {
  create(content: DraftContent, origin?: string): Promise<Saved>;
  /** @param base what this content was made from: a draft as it was got or last saved */
  save(base: Pick<Draft, "id" | "revision" | "origin" | "created">, content: DraftContent): Promise<Saved>;
  get(id: string): Promise<Draft | undefined>;
  /** Newest first, without the deleted ones. */
  list(): Promise<readonly DraftSummary[]>;
  /** Those that can still be brought back, newest first. */
  listDeleted(): Promise<readonly DraftSummary[]>;
  delete(id: string): Promise<Kept | undefined>;
  /** Undoes a delete. */
  restore(id: string): Promise<Draft | undefined>;
  /** Forgets what was deleted more than `DELETED_DRAFT_MAX_MS` ago. */
  purge(): Promise<void>;
}

/** @param now ms since 1970 */
export function createDrafts(shelf: FallbackStore, now: () => number = Date.now): Drafts {
  const read = (stored: unknown): Draft | undefined => {
    const record = fromRecord(draftVersions, stored);
    return record.ok ? { ...record.value, settings: knownSettings(record.value.settings) } : undefined;
  };

  const readAll = async (): Promise<readonly Draft[]> => {
    const all = (await shelf.entries()).flatMap(([, stored]) => read(stored) ?? []);
    return all.sort((a, b) => b.updated - a.updated);
  };

  const add = async (draft: Draft): Promise<Kept> =>
    shelf.set([[draft.id, toRecord(draftVersions, plain(draft))]]);

  const fresh = (content: DraftContent, more: Partial<Draft>): Draft => {
    const at = now();
    return { ...pick(content), ...more, id: newId(), revision: 1, created: at, updated: at };
  };

  return {
    create: async (content, origin) => {
      const draft = fresh(content, origin === undefined ? {} : { origin });
      return { status: "saved", draft, kept: await add(draft) };
    },

    save: async (base, content) => {
      let theirs: Draft | undefined;
      let draft: Draft | undefined;
      const kept = await shelf.update(base.id, (old) => {
        theirs = read(old);
        draft = undefined;
        // What is there but cannot be read was written by a newer page: it is somebody's work all the same.
        if (old !== undefined && theirs?.revision !== base.revision) return old;
        draft = {
          ...(theirs ?? {
            id: base.id,
            created: base.created,
            ...(base.origin !== undefined && { origin: base.origin }),
          }),
          ...pick(content),
          revision: base.revision + 1,
          updated: now(),
        };
        return toRecord(draftVersions, plain(draft));
      });
      if (draft) return { status: "saved", draft, kept };
      const copy = fresh(content, {
        copyOf: base.id,
        ...(base.origin !== undefined && { origin: base.origin }),
      });
      return { status: "conflict", draft: copy, theirs, kept: await add(copy) };
    },

    get: async (id) => {
      const draft = read(await shelf.get(id));
      return draft?.deleted === undefined ? draft : undefined;
    },

    list: async () => (await readAll()).filter(({ deleted }) => deleted === undefined).map(summaryOf),

    listDeleted: async () => (await readAll()).filter(({ deleted }) => deleted !== undefined).map(summaryOf),

    delete: async (id) => {
      let found = false;
      if ((await shelf.get(id)) === undefined) return undefined;
      const kept = await shelf.update(id, (old) => {
        const draft = read(old);
        found = draft !== undefined;
        return draft
          ? toRecord(draftVersions, plain({ ...draft, revision: draft.revision + 1, deleted: now() }))
          : old;
      });
      return found ? kept : undefined;
    },

    restore: async (id) => {
      let restored: Draft | undefined;
      if ((await shelf.get(id)) === undefined) return undefined;
      await shelf.update(id, (old) => {
        const draft = read(old);
        if (!draft) return old;
        const { deleted: _, ...rest } = draft;
        restored = { ...rest, revision: draft.revision + 1 };
        return toRecord(draftVersions, plain(restored));
      });
      return restored;
    },

    purge: async () => {
      const gone = (await readAll()).filter(
        ({ deleted }) => deleted !== undefined && deleted < now() - DELETED_DRAFT_MAX_MS,
      );
      if (gone.length > 0) await shelf.delete(gone.map(({ id }) => id));
    },
  };
}

const pick = ({ title, code, language, inputs, settings }: DraftContent): DraftContent => ({
  title,
  code,
  ...(language && { language }),
  inputs,
  settings,
});

/** Settings as the record's schema has them: a plain object of whatever there is. */
const plain = (draft: Draft) => ({ ...draft, inputs: { ...draft.inputs }, settings: { ...draft.settings } });

function summaryOf({
  code,
  language: ____,
  inputs: _,
  settings: __,
  revision: ___,
  ...rest
}: Draft): DraftSummary {
  return { ...rest, length: code.length };
}
