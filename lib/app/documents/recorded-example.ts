import { newId } from "@/lib/storage/id";
import { recordedRun } from "../run/recorded-run";
import type { Run } from "../run/run";
import type { PlaygroundDocument } from "./document";

/** What we recorded of an example that is opened as it is. @returns undefined where there is none, or it cannot be loaded */
export async function recordedExample(name: string, document: PlaygroundDocument): Promise<Run | undefined> {
  const recorded = await import("@/lib/examples/recorded")
    .then(({ findRecorded }) => findRecorded(name))
    .catch(() => undefined);
  if (recorded === undefined) return undefined;
  const { report, recordedAt } = recorded;
  return recordedRun(report, document, {
    id: newId(),
    source: "recorded",
    startedAt: Date.parse(recordedAt),
  });
}
