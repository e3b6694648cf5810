import { KINDS } from "@/lib/model/kind";
import { GIVEN_MAX_LENGTH, MAP_MAX_KEYS } from "@/lib/model/limits";
import { STATUSES, type Status } from "@/lib/model/status";
import type { Flush } from "@/lib/protocol/flush";
import { type LogLine, pack, type SpanBatch, type SpanNote, STRIDE } from "@/lib/protocol/rows";

/** Characters of arguments that one thread keeps for a trial, so that calls can be made again. */
const GIVEN_BUDGET = 2 ** 20;
/** Notes with previews that one thread records for a trial. Errors and meters are always recorded. */
const NOTE_BUDGET = 1_000;
const FIRST_ROWS = 16;

/**
 * A row by names; see lib/protocol/rows.ts. Times in ms since the trial's start, NaN where left out. Other defaults: flags
 * and bytes 0, size and attempt 1, index and worker -1.
 */
export interface NamedRow {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  /** Its name, or its position in KINDS. */
  readonly kind: (typeof KINDS)[number] | number;
  readonly status: Status;
  readonly strategy: number;
  readonly flags?: number;
  readonly size?: number;
  readonly index?: number;
  readonly attempt?: number;
  readonly worker?: number;
  readonly issued?: number;
  readonly dispatched?: number;
  readonly received?: number;
  readonly started?: number;
  readonly ended?: number;
  readonly settled?: number;
  readonly bytesIn?: number;
}

/**
 * Writes span rows into a growing Float64Array: 18 stores and no allocation per span. `take` returns what was recorded
 * since its last call.
 */
export class Recorder {
  private rows = new Float64Array(FIRST_ROWS * STRIDE);
  private used = 0;
  private readonly ids = new Map<string, number>();
  private names: string[] = [];
  private notes: SpanNote[] = [];
  private logs: LogLine[] = [];
  private previews = 0;
  private givenLeft = GIVEN_BUDGET;

  constructor(readonly worker: number) {}

  /** Index of a name in this worker's table. */
  name(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(text, id);
      this.names.push(text.slice(0, 300));
    }
    return id;
  }

  row(
    id: number,
    parent: number,
    size: number,
    name: number,
    packed: number,
    index: number,
    attempt: number,
    worker: number,
    issued: number,
    dispatched: number,
    received: number,
    started: number,
    ended: number,
    settled: number,
    bytesIn: number,
    bytesOut: number,
    slept: number,
    computed: number,
  ): void {
    if (this.used === this.rows.length) {
      const grown = new Float64Array(this.rows.length * 2);
      grown.set(this.rows);
      this.rows = grown;
    }
    const r = this.rows;
    let at = this.used;
    r[at++] = id;
    r[at++] = parent;
    r[at++] = size;
    r[at++] = name;
    r[at++] = packed;
    r[at++] = index;
    r[at++] = attempt;
    r[at++] = worker;
    r[at++] = issued;
    r[at++] = dispatched;
    r[at++] = received;
    r[at++] = started;
    r[at++] = ended;
    r[at++] = settled;
    r[at++] = bytesIn;
    r[at++] = bytesOut;
    r[at++] = slept;
    r[at++] = computed;
    this.used = at;
  }

  /** Writes a row by names. Slower than `row`: not for items of long maps. */
  put(row: NamedRow): void {
    const { kind, status, flags = 0, strategy, size = 1, index = -1, attempt = 1, worker = -1 } = row;
    const { issued = Number.NaN, dispatched = Number.NaN, received = Number.NaN } = row;
    const { started = Number.NaN, ended = Number.NaN, settled = Number.NaN, bytesIn = 0 } = row;
    const kindCode = typeof kind === "number" ? kind : KINDS.indexOf(kind);
    this.row(
      row.id,
      row.parent,
      size,
      this.name(row.name),
      pack(kindCode, STATUSES.indexOf(status), flags, strategy),
      index,
      attempt,
      worker,
      issued,
      dispatched,
      received,
      started,
      ended,
      settled,
      bytesIn,
      0,
      0,
      0,
    );
  }

  /** Whether a preview may still be recorded. */
  get wantsPreview(): boolean {
    return this.previews < NOTE_BUDGET;
  }

  /** As `wantsPreview`, for a preview that another thread records. */
  takePreview(): boolean {
    return this.previews++ < NOTE_BUDGET;
  }

  /** The text of a call's arguments, while the budget lasts. @param text makes it, of at most so many characters */
  givenText(text: (max: number) => string | undefined): string | undefined {
    const given = text(Math.min(GIVEN_MAX_LENGTH, this.givenLeft));
    this.givenLeft -= given?.length ?? 0;
    return given;
  }

  /** The keys of a map's items, whatever becomes of the items. @param id of the map's span */
  keys(id: number, keys: readonly string[]): void {
    this.notes.push({ id, attempt: 1, keys: keys.slice(0, MAP_MAX_KEYS) });
  }

  note(note: SpanNote): void {
    if (!note.error && !note.meters && this.previews++ >= NOTE_BUDGET) return;
    this.notes.push(note);
  }

  log(line: LogLine): void {
    this.logs.push(line);
  }

  get pending(): number {
    return this.used / STRIDE + this.notes.length + this.logs.length;
  }

  /** What was recorded since the last call. The receiver owns the buffer of `batch.rows`. */
  take(): Flush {
    let batch: SpanBatch | undefined;
    if (this.used > 0 || this.names.length > 0) {
      batch = { worker: this.worker, rows: this.rows.slice(0, this.used), names: this.names };
      this.used = 0;
      this.names = [];
    }
    const notes = this.notes.length > 0 ? this.notes : undefined;
    const logs = this.logs.length > 0 ? this.logs : undefined;
    if (notes) this.notes = [];
    if (logs) this.logs = [];
    return { batch, notes, logs };
  }
}
