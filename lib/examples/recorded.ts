import { recorded } from "./recorded.generated";
import type { RecordedRun } from "./recorded-run";

export type { RecordedRun } from "./recorded-run";

/** @returns undefined for an example of which none was recorded. */
export async function findRecorded(name: string): Promise<RecordedRun | undefined> {
  return Object.hasOwn(recorded, name) ? recorded[name]?.() : undefined;
}
