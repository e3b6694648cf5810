import "@/lib/protocol/no-eval";
import * as z from "zod";
import { HISTORY_MAX_BYTES, HISTORY_MAX_RUNS } from "@/lib/model/limits";
import { languageSchema } from "@/lib/protocol/language";
import { reportSchema } from "@/lib/protocol/report";
import { firstVersion } from "@/lib/share/versions";
import { boundedStore } from "./bounded-store";
import { estimateBytes } from "./estimate-bytes";
import type { FallbackStore } from "./fallback-store";
import { newId } from "./id";
import type { IndexEntry } from "./index-entry";
import { fromRecord, toRecord } from "./record";
import type { Repair } from "./store-index";
import type { Caps } from "./within-caps";

/** A run as it can be gone back to and compared with. */
export interface PastRun extends Readonly<Omit<z.infer<typeof runV1>, "at">> {
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
}

export type PastRunSummary = Pick<PastRun, "id" | "at" | "title"> & { readonly bytes: number };

export type RunHistory = ReturnType<typeof createHistory>;

const HISTORY_CAPS: Caps = { count: HISTORY_MAX_RUNS, bytes: HISTORY_MAX_BYTES };
/** A run whose trace would take more than this share of the history is kept without it. */
const TRACE_SHARE = 0.5;

const runV1 = z.object({
  title: z.string(),
  /** The code that ran, which is not the draft's any more. */
  code: z.string(),
  /** Undefined in runs from before there was a choice: the default. */
  language: languageSchema.optional(),
  draft: z.string().optional(),
  /** The program was the user's own; missing in runs of earlier pages. */
  own: z.boolean().optional(),
  report: reportSchema,
  /** Any value that can be cloned, as its owner wrote it; the first to go where there is too much. */
  trace: z.unknown().optional(),
  /** ms since 1970; missing in runs of earlier pages, where only the index has it. */
  at: z.number().optional(),
});
const runVersions = firstVersion(runV1);

/** @param now ms since 1970 */
export function createHistory(
  shelf: FallbackStore,
  caps: Caps = HISTORY_CAPS,
  now: () => number = Date.now,
  onRepair?: (repair: Repair) => void,
) {
  const describe = (key: string, stored: unknown): IndexEntry | undefined => {
    const run = fromRecord(runVersions, stored);
    if (!run.ok) return undefined;
    const { title: label, at = now() } = run.value;
    return { key, label, at, bytes: estimateBytes(run.value) };
  };
  const { clear, sweep, ...runs } = boundedStore(shelf, { caps, describe, onRepair });
  let last = 0;
  return {
    /** Newest first. */
    list: async (): Promise<readonly PastRunSummary[]> =>
      (await runs.list()).map(({ key, label, at, bytes }) => ({ id: key, title: label, at, bytes })),
    get: async (id: string): Promise<PastRun | undefined> => {
      const entry = (await runs.list()).find(({ key }) => key === id);
      const record = fromRecord(runVersions, await runs.get(id));
      return entry && record.ok ? { ...record.value, id, at: entry.at } : undefined;
    },
    /** @returns the run's id (a new one where it has none), how it was kept, and the ids of those that went to make room */
    add: async ({
      id = newId(),
      trace,
      ...run
    }: Omit<PastRun, "id" | "at"> & Partial<Pick<PastRun, "id">>) => {
      // Two runs in one millisecond still have an order.
      last = Math.max(now(), last + 1);
      const traceBytes = trace === undefined ? 0 : estimateBytes(trace);
      const data = {
        ...run,
        at: last,
        ...(traceBytes > 0 && traceBytes <= caps.bytes * TRACE_SHARE && { trace }),
      };
      const entry = { key: id, label: run.title, at: last, bytes: estimateBytes(data) };
      return { id, ...(await runs.add([[entry, toRecord(runVersions, data)]])) };
    },
    delete: (id: string) => runs.delete([id]),
    clear,
    sweep,
  };
}
