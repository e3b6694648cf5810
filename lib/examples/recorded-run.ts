import type { Report } from "@/lib/protocol/report";

/** A real run of an example, on some machine of ours; `npm run record` makes them. */
export interface RecordedRun {
  /** ISO 8601, to the second. */
  readonly recordedAt: string;
  /** Its environment says on what: cores, browser, clock. Trees and outputs are cut. */
  readonly report: Report;
}
