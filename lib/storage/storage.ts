import { createDrafts } from "./drafts";
import { type FallbackStore, fallbackStore } from "./fallback-store";
import { createHistory } from "./history";
import { indexedDbStore } from "./indexeddb-store";
import type { KeyValueStore } from "./key-value-store";
import { createPreferences, type TextStore } from "./preferences";
import { problemOf, type StorageProblem } from "./problem";
import { createResultCache } from "./result-cache";
import type { Repair } from "./store-index";
import { unavailableStore } from "./unavailable-store";

/** All that the page remembers. Nothing of it throws or rejects: see `Kept` for what becomes of a write. */
export type Storage = Awaited<ReturnType<typeof openStorage>>;

export interface RepairedList {
  readonly list: "history" | "results";
  readonly why: Repair;
}

export interface StorageOptions {
  /** Makes the shelf of this name. Default: in IndexedDB. */
  readonly shelf?: (name: string) => KeyValueStore;
  /** Gives the store of preferences. Default: `localStorage`. */
  readonly textStore?: () => TextStore;
  /** ms to wait for the browser's first answer: a database that another tab holds may never open. Default 3,000. */
  readonly patienceMs?: number;
}

/** Opens what there is, once a page. Never rejects: where there is no storage it keeps everything in memory. */
export async function openStorage(options: StorageOptions = {}) {
  const { shelf = indexedDbStore, textStore = () => localStorage, patienceMs = 3_000 } = options;
  const listeners = new Set<(problem: StorageProblem) => void>();
  let latest: StorageProblem | undefined;
  const report = (problem: StorageProblem): void => {
    const isNews = latest?.kind !== problem.kind;
    latest = problem;
    if (isNews) for (const listener of listeners) listener(problem);
  };

  const refusal = await firstRefusal(shelf, patienceMs);
  if (refusal !== undefined) report(problemOf(refusal));

  const repairs: RepairedList[] = [];
  const repairListeners = new Set<(list: RepairedList) => void>();
  const repaired =
    (list: RepairedList["list"]) =>
    (why: Repair): void => {
      // Where there is no storage at all, no list is damaged.
      if (refusal !== undefined) return;
      repairs.push({ list, why });
      for (const listener of repairListeners) listener({ list, why });
    };

  const open = (name: string): FallbackStore =>
    fallbackStore(refusal === undefined ? shelf(name) : unavailableStore(refusal), report);

  const shelves = { drafts: open("drafts"), history: open("history"), results: open("results") };
  const storage = {
    /** False: everything ends with this tab, and `problem` says why. */
    persistent: refusal === undefined,
    /** The latest problem, if there was one. */
    get problem(): StorageProblem | undefined {
      return latest;
    },
    /** Hears of each problem of another kind than the one before. @returns a function that ends it */
    onProblem: (listener: (problem: StorageProblem) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Hears of each list that could not be read and was made again, those before this call included. @returns ends it */
    onRepair: (listener: (list: RepairedList) => void): (() => void) => {
      for (const list of repairs) listener(list);
      repairListeners.add(listener);
      return () => repairListeners.delete(listener);
    },
    drafts: createDrafts(shelves.drafts),
    history: createHistory(shelves.history, undefined, undefined, repaired("history")),
    results: createResultCache(shelves.results, undefined, undefined, repaired("results")),
    preferences: createPreferences(textStore),
    /** Deletes all, also what this page cannot read. @returns how much that was, and whether it is all gone */
    forget: async () => {
      const { history, results } = storage;
      const counts = {
        drafts: (await shelves.drafts.keys()).length,
        runs: (await history.list()).length,
        results: (await results.list()).length,
      };
      const kept = await Promise.all(Object.values(shelves).map((shelf) => shelf.clear()));
      return { ...counts, complete: kept.every(({ where }) => where === "disk") };
    },
  };
  if (storage.persistent) void tidy(storage);
  return storage;
}

/** What asking for something throws, if it does. */
async function firstRefusal(shelf: (name: string) => KeyValueStore, patienceMs: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), patienceMs);
  });
  try {
    await Promise.race([shelf("drafts").get("probe"), timeOut]);
    return undefined;
  } catch (error) {
    return error ?? new Error("refused");
  } finally {
    clearTimeout(timer);
  }
}

/** After the page has what it needs. */
async function tidy({ drafts, history, results }: Pick<Storage, "drafts" | "history" | "results">) {
  await drafts.purge();
  await history.sweep();
  await results.sweep();
}
