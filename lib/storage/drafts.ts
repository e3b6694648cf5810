import { DELETED_DRAFT_MAX_MS, DRAFT_NAME_MAX_LENGTH } from "@/lib/model/limits";
import { knownSettings } from "@/lib/share/known-settings";
import { type Draft, type DraftContent, draftVersions } from "./draft-record";
import type { FallbackStore } from "./fallback-store";
import { newId } from "./id";
import type { Kept } from "./problem";
import { fromRecord, toRecord } from "./record";

export type DraftSummary = Pick<
  Draft,
  "id" | "title" | "created" | "updated" | "origin" | "foreign" | "copyOf" | "deleted"
> & {
  /** UTF-16 units of its code. */
  readonly length: number;
};

export interface UnreadableDraft {
  readonly id: string;
  /** A newer page wrote it. */
  readonly newer: boolean;
  readonly stored: unknown;
}

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

export type Drafts = ReturnType<typeof createDrafts>;

/** @param now ms since 1970 */
export function createDrafts(shelf: FallbackStore, now: () => number = Date.now) {
  const read = (stored: unknown): Draft | undefined => {
    const record = fromRecord(draftVersions, stored);
    return record.ok ? { ...record.value, settings: knownSettings(record.value.settings) } : undefined;
  };

  /** Newest first. */
  const readAll = async (): Promise<readonly Draft[]> => {
    const all = (await shelf.entries()).flatMap(([, stored]) => read(stored) ?? []);
    return all.sort((a, b) => b.updated - a.updated);
  };

  const add = (draft: Draft): Promise<Kept> => shelf.set([[draft.id, toRecord(draftVersions, draft)]]);

  const fresh = (content: DraftContent, more: Partial<Draft>): Draft => {
    const at = now();
    return { ...pick(content), ...more, id: newId(), revision: 1, created: at, updated: at };
  };

  /** Changes a draft as a save does. @returns undefined where there is none */
  const change = async (id: string, edit: (draft: Draft) => Omit<Draft, "revision">) => {
    let draft: Draft | undefined;
    if ((await shelf.get(id)) === undefined) return undefined;
    const kept = await shelf.update(id, (old) => {
      const before = read(old);
      draft = before && { ...edit(before), revision: before.revision + 1 };
      return draft ? toRecord(draftVersions, draft) : old;
    });
    return draft && { draft, kept };
  };

  return {
    create: async (content: DraftContent, from: Pick<Draft, "origin" | "foreign"> = {}): Promise<Saved> => {
      const draft = fresh(content, beginning(from));
      return { status: "saved", draft, kept: await add(draft) };
    },

    /** @param base what this content was made from: a draft as it was got or last saved */
    save: async (
      { id, revision, created, ...from }: Pick<Draft, "id" | "revision" | "origin" | "foreign" | "created">,
      content: DraftContent,
    ): Promise<Saved> => {
      let theirs: Draft | undefined;
      let draft: Draft | undefined;
      const known = beginning(from);
      const kept = await shelf.update(id, (old) => {
        theirs = read(old);
        draft = undefined;
        // What is there but cannot be read was written by a newer page: it is somebody's work all the same.
        if (old !== undefined && theirs?.revision !== revision) return old;
        const before = theirs ?? { id, created, ...known };
        draft = { ...before, ...pick(content), revision: revision + 1, updated: now() };
        return toRecord(draftVersions, draft);
      });
      if (draft) return { status: "saved", draft, kept };
      const copy = fresh(content, { copyOf: id, ...known });
      return { status: "conflict", draft: copy, theirs, kept: await add(copy) };
    },

    get: async (id: string): Promise<Draft | undefined> => {
      const draft = read(await shelf.get(id));
      return draft?.deleted === undefined ? draft : undefined;
    },

    /** Newest first, without the deleted ones. */
    list: async () => (await readAll()).filter(({ deleted }) => deleted === undefined).map(summaryOf),

    /** Those that this page cannot read, because a newer one wrote them or they are damaged: as they are stored. */
    listUnreadable: async (): Promise<readonly UnreadableDraft[]> =>
      (await shelf.entries()).flatMap(([id, stored]) => {
        const record = fromRecord(draftVersions, stored);
        return record.ok ? [] : [{ id, newer: record.newer, stored }];
      }),

    /** Those that can still be brought back, newest first. */
    listDeleted: async () => (await readAll()).filter(({ deleted }) => deleted !== undefined).map(summaryOf),

    delete: async (id: string) => (await change(id, (draft) => ({ ...draft, deleted: now() })))?.kept,

    /** The user makes a program that somebody else wrote their own. */
    adopt: async (id: string) => (await change(id, ({ foreign: _, ...draft }) => draft))?.draft,

    /** @param name empty: the program's own name again */
    rename: async (id: string, name: string) =>
      (
        await change(id, ({ name: _, ...draft }) => {
          const given = name.trim().slice(0, DRAFT_NAME_MAX_LENGTH);
          return given === "" ? draft : { ...draft, name: given };
        })
      )?.draft,

    /** @returns the copy; undefined where there is no such draft */
    duplicate: async (id: string): Promise<Draft | undefined> => {
      const draft = read(await shelf.get(id));
      if (draft === undefined) return undefined;
      const name = `${draft.name ?? draft.title} (copy)`.slice(0, DRAFT_NAME_MAX_LENGTH);
      const copy = fresh(draft, { ...beginning(draft), name });
      await add(copy);
      return copy;
    },

    /** Undoes a delete. */
    restore: async (id: string) => (await change(id, ({ deleted: _, ...draft }) => draft))?.draft,

    /** Forgets what was deleted more than `DELETED_DRAFT_MAX_MS` ago. */
    purge: async (): Promise<void> => {
      const gone = (await readAll()).filter(
        ({ deleted }) => deleted !== undefined && deleted < now() - DELETED_DRAFT_MAX_MS,
      );
      if (gone.length > 0) await shelf.delete(gone.map(({ id }) => id));
    },
  };
}

/** What a draft began as, which its copies have too. */
const beginning = ({ origin, foreign }: Pick<Draft, "origin" | "foreign">) => ({
  ...(origin !== undefined && { origin }),
  ...(foreign && { foreign }),
});

const pick = ({ title, code, language, inputs, settings }: DraftContent): DraftContent => ({
  title,
  code,
  ...(language && { language }),
  inputs,
  settings,
});

function summaryOf({
  code,
  language: _language,
  inputs: _,
  settings: __,
  revision: ___,
  name,
  ...rest
}: Draft): DraftSummary {
  return { ...rest, title: name ?? rest.title, length: code.length };
}
