import type { Part } from "../bytes/part";
import type { FormatId, RunRecord } from "../record/run-record";

/** One format. Its reader gets the parts of all files of that format that were opened together, in any order. */
export interface Adapter {
  readonly format: FormatId;
  /** Only this format has such a part. */
  recognises(part: Part): boolean;
  /** Members of JSON objects, at any depth, that no adapter wants anything of. */
  readonly skipped?: readonly string[];
  reader(): RecordReader;
}

export interface RecordReader {
  take(part: Part): void;
  /** The runs, in the order in which they began. Throws `ImportRefused` where the files hold no run. */
  finish(): readonly RunRecord[];
}
