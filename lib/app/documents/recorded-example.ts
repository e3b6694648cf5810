import { findRecorded, type RecordedRun } from "@/lib/examples/recorded";
import { newId } from "@/lib/storage/id";
import { recordedRun } from "../run/recorded-run";
import type { Run } from "../run/run";
import type { PlaygroundDocument } from "./document";

/** What we recorded of an example. @returns undefined where there is none, or it cannot be loaded */
export const loadRecorded = (name: string): Promise<RecordedRun | undefined> =>
  findRecorded(name).catch(() => undefined);

/** The same as a run of the example, which is opened as it is. */
export async function recordedExample(
  document: PlaygroundDocument,
  loading: Promise<RecordedRun | undefined>,
): Promise<Run | undefined> {
  const recorded = await loading;
  if (recorded === undefined) return undefined;
  const { report, recordedAt } = recorded;
  return recordedRun(report, document, {
    id: newId(),
    source: "recorded",
    startedAt: Date.parse(recordedAt),
  });
}
