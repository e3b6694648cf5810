import { standInFor } from "@/lib/analysis/record/program";
import { LINK_MAX_ROWS } from "@/lib/model/limits";
import type { LinkState } from "@/lib/share/link-state";
import { trialJson } from "@/lib/trace/file/write";
import { reducedRecord } from "@/lib/trace/reduced-record";
import { type Run, recordOf } from "../run/run";

/** A record as a link carries it. */
export interface SharedRecord {
  readonly link: Pick<LinkState, "record">;
  /** The program that is made of it when it is opened. */
  readonly code: string;
  /** Of the workflow: replaced where names are. */
  readonly name: string;
  readonly steps: number;
  /** Steps of the record that are past a link's bound. */
  readonly leftOut: number;
}

/** @returns undefined where no other tool recorded the run */
export function sharedRecord(run: Run | undefined, withoutNames: boolean): SharedRecord | undefined {
  const trace = run && recordOf(run);
  if (!trace) return undefined;
  const reduced = reducedRecord(trace, { maxRows: LINK_MAX_ROWS, withoutNames });
  const { counts, name } = reduced.record;
  const leftOut = reduced.record.leftOut ?? 0;
  return {
    link: { record: trialJson(reduced) },
    code: standInFor(reduced),
    name,
    steps: counts.steps - leftOut,
    leftOut,
  };
}
