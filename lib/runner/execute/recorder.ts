import { type LogLine, type SpanBatch, type SpanNote, STRIDE } from "@/lib/protocol/rows";
import type { Flush } from "@/lib/protocol/runner";

/** Notes (previews, errors, meters) one thread keeps for a run; past it only errors and meters are kept. */
const NOTE_BUDGET = 1_000;
const FIRST_ROWS = 16;

/**
 * Writes span rows into a growing Float64Array: 16 stores and no allocation a span. `take` hands over what has come
 * since the last time.
 */
export class Recorder {
  private rows = new Float64Array(FIRST_ROWS * STRIDE);
  private used = 0;
  private readonly ids = new Map<string, number>();
  private names: string[] = [];
  private notes: SpanNote[] = [];
  private logs: LogLine[] = [];
  private previews = 0;

  constructor(readonly lane: number) {}

  /** The number of a name in this lane's table. */
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
    this.used = at;
  }

  /** Whether a preview may still be recorded. */
  get wantsPreview(): boolean {
    return this.previews < NOTE_BUDGET;
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

  /** What was recorded since the last call; the buffer of `batch.rows` is the receiver's to keep. */
  take(): Flush {
    let batch: SpanBatch | undefined;
    if (this.used > 0 || this.names.length > 0) {
      batch = { lane: this.lane, rows: this.rows.slice(0, this.used), names: this.names };
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
