import { acceptsRow } from "./accept";
import { type Columns, copyRow } from "./columns";
import { GrowingColumns } from "./growing-columns";
import { HeldRows } from "./held";
import { RowIndex } from "./ids";
import { LaneList } from "./lane-list";
import { NameTables } from "./names";
import { NoteStore } from "./notes";
import {
  ATTEMPT,
  ID,
  KINDS,
  type Lane,
  type LogLine,
  NAME,
  PACKED,
  PARENT,
  SIZE,
  type SpanBatch,
  type SpanNote,
  STATUSES,
  STRIDE,
  statusOf,
} from "./rows";
import { settleRows } from "./settle";
import type { Trace } from "./trace";
import { writeRow } from "./write-row";

/** Most rows (spans and earlier attempts) of one run; what comes past it is refused, what was recorded stays. */
export const MAX_ROWS = 1_000_000;
/** Log lines kept; the oldest go. */
export const MAX_LOGS = 10_000;
/** Items that blocks may cover in all: each can be written twice and more, but a few bytes must not cause work without end. */
const MAX_BLOCK_ITEMS = 2 * MAX_ROWS;

const RUNNING = STATUSES.indexOf("running");
const INTERRUPTED = STATUSES.indexOf("interrupted");
const SKIPPED = STATUSES.indexOf("skipped");
const CANCELLED = STATUSES.indexOf("cancelled");
const EXECUTED = KINDS.map((kind) => kind === "task" || kind === "dynamic" || kind === "process");

/**
 * Collects the recording of one run, batch by batch, into a Trace.
 *
 * - Rows are numbered as they become known; a row whose parent has not been heard of is held back until it is, so that
 *   a parent always stands before its children and a row's number never changes.
 * - A later row of the same span and attempt replaces what is there, but "running" never replaces an end: open and close
 *   come from different threads, in either order.
 * - A higher attempt of a span takes over the span's row; the earlier attempt moves to a row of its own (`attemptOf`).
 * - A block (`SIZE` > 1) becomes single rows. Times are put in order: see `writeRow`. A lane is ready by its first call.
 * - Rows that make no sense are dropped and counted; nothing here throws, hangs or takes memory beyond the bounds.
 */
export class TraceBuilder {
  /** Rows that made no sense. */
  dropped = 0;
  /** Spans whose parent was never heard of: they hang under the entry. */
  orphans = 0;
  /** True once something was refused because a bound was reached. */
  full = false;

  private readonly workers: number;
  private readonly growing = new GrowingColumns(MAX_ROWS);
  private count = 0;
  private readonly index = new RowIndex();
  /** `row × 65,536 + attempt` → row, for attempts that a later one has replaced. */
  private readonly earlier = new Map<number, number>();
  private readonly names = new NameTables();
  private readonly held = new HeldRows();
  private readonly released: number[] = [];
  private blockItems = 0;
  private readonly notes = new NoteStore();
  private readonly lanes = new LaneList();
  private logs: LogLine[] = [];
  private logsDropped = 0;
  private time = 0;

  /** @param meta `workers` at once that the run was allowed */
  constructor(meta: { readonly workers: number }) {
    this.workers = meta.workers;
  }

  private get columns(): Columns {
    return this.growing.columns;
  }

  add(batch: SpanBatch): void {
    const table = this.names.add(batch.lane, batch.names);
    const { rows } = batch;
    for (let base = 0; base + STRIDE <= rows.length; base += STRIDE) {
      if (!acceptsRow(rows, base, table.length, MAX_ROWS)) this.dropped += 1;
      else this.place(rows, base, table[rows[base + NAME] as number] as number);
      this.releaseAll();
    }
  }

  note(note: SpanNote): void {
    const row = this.rowOfAttempt(note.id, note.attempt);
    if (row >= 0) this.notes.set(row, note);
    else this.notes.wait(note);
  }

  /** @param dropped how many lines of the whole run the sender has left out or counts as gone by now. */
  log(lines: readonly LogLine[], dropped: number): void {
    // A new array each time: a snapshot's list must not change under its reader.
    const over = this.logs.length + lines.length - MAX_LOGS;
    if (lines.length > 0) this.logs = [...this.logs, ...lines].slice(Math.max(0, over));
    if (over > 0) this.logsDropped += over;
    if (dropped > this.logsDropped) this.logsDropped = dropped;
  }

  /** A lane that is new or has changed. */
  lane(lane: Lane): void {
    this.lanes.set(lane);
  }

  /** @param timeMs ms since the run's start. */
  progress(timeMs: number): void {
    if (timeMs > this.time && timeMs < Number.POSITIVE_INFINITY) this.time = timeMs;
  }

  /**
   * What is known so far, without copying: its arrays are views of the ones that are written on. A snapshot may be read
   * until the next call of `add` or `finish`; after that its rows show newer values, never other spans.
   */
  snapshot(): Trace {
    this.notes.settle((note) => this.rowOfAttempt(note.id, note.attempt));
    return {
      ...this.growing.view(this.count),
      count: this.count,
      names: this.names.names,
      notes: this.notes.notes,
      errors: this.notes.errors,
      lanes: this.lanes.list(),
      logs: this.logs,
      logsDropped: this.logsDropped,
      wallMs: this.time,
      workers: this.workers,
    };
  }

  /**
   * The whole run. Results whose arrival was not recorded get a time by `settleRows`. Spans still open are ended by name:
   * a task that never reached a worker is "skipped", an attempt that a later one replaced "interrupted", all others
   * "cancelled".
   *
   * @param end `wallMs` of the run; anything but a positive number: the time of the newest news
   */
  finish(end: { readonly wallMs: number }): Trace {
    this.adopt();
    this.progress(end.wallMs);
    settleRows(this.columns, this.count, this.lanes.list());
    const { status, kind, attemptOf, dispatched, received, started } = this.columns;
    for (let row = 0; row < this.count; row += 1) {
      if (status[row] !== RUNNING) continue;
      const untouched =
        Number.isNaN(dispatched[row]) && Number.isNaN(received[row]) && Number.isNaN(started[row]);
      if ((attemptOf[row] as number) >= 0) status[row] = INTERRUPTED;
      else status[row] = untouched && EXECUTED[kind[row] as number] === true ? SKIPPED : CANCELLED;
    }
    const trace = this.snapshot();
    return end.wallMs > 0 && end.wallMs < Number.POSITIVE_INFINITY ? { ...trace, wallMs: end.wallMs } : trace;
  }

  /** Stores a row, or holds it back until its parent is known. */
  private place(rows: Float64Array, base: number, name: number): void {
    const first = rows[base + ID] as number;
    const size = rows[base + SIZE] as number;
    const parentId = rows[base + PARENT] as number;
    if (size > 1) this.blockItems += size;
    if (this.blockItems > MAX_BLOCK_ITEMS) {
      this.blockItems -= size;
      this.full = true;
      return;
    }
    let parent = -1;
    if (size > 1 || this.index.get(first) < 0) {
      parent = this.index.get(parentId);
      if (parent < 0 && parentId !== -1) {
        if (this.hasRoom(size)) this.held.add(parentId, rows, base, name);
        return;
      }
    }
    for (let k = 0; k < size; k += 1) {
      const row = this.index.get(first + k);
      if (row >= 0) this.update(row, rows, base, name, k);
      else if (!this.hasRoom(1)) return;
      // A run has one entry, whatever is claimed.
      else
        this.insert(first + k, parentId === -1 ? Math.min(0, this.count - 1) : parent, rows, base, name, k);
    }
  }

  private hasRoom(items: number): boolean {
    if (this.count + this.held.items + items <= MAX_ROWS) return true;
    this.full = true;
    return false;
  }

  /** Places what waited for rows that have become known, and what waited for that. */
  private releaseAll(): void {
    for (let id = this.released.pop(); id !== undefined; id = this.released.pop()) {
      for (const base of this.held.take(id))
        this.place(this.held.rows, base, this.held.rows[base + NAME] as number);
    }
  }

  private append(): number {
    const row = this.count;
    this.growing.reserve(row);
    this.count = row + 1;
    return row;
  }

  private insert(
    id: number,
    parent: number,
    rows: Float64Array,
    base: number,
    name: number,
    k: number,
  ): void {
    const row = this.append();
    this.columns.id[row] = id;
    this.columns.parent[row] = parent;
    this.columns.attemptOf[row] = -1;
    this.write(row, rows, base, name, k);
    this.index.set(id, row);
    if (this.held.parents > 0) this.released.push(id);
  }

  private update(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const attempt = rows[base + ATTEMPT] as number;
    const current = this.columns.attempt[row] as number;
    if (attempt === current) this.replace(row, rows, base, name, k);
    else if (attempt > current) {
      const moved = this.attemptRow(row, current);
      if (moved >= 0) this.notes.move(row, moved);
      this.write(row, rows, base, name, k);
    } else {
      const known = this.earlier.get(row * 65_536 + attempt);
      if (known !== undefined) this.replace(known, rows, base, name, k);
      else {
        const added = this.attemptRow(row, attempt);
        if (added >= 0) this.write(added, rows, base, name, k);
      }
    }
  }

  /** A row of its own for an attempt that is not the span's last: a copy of the span's. @returns -1 where there is no room */
  private attemptRow(span: number, attempt: number): number {
    if (!this.hasRoom(1)) return -1;
    const row = this.append();
    copyRow(this.columns, span, row);
    this.columns.attemptOf[row] = span;
    this.earlier.set(span * 65_536 + attempt, row);
    return row;
  }

  /** News of an attempt that has a row. */
  private replace(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const late = this.columns.status[row] !== RUNNING && statusOf(rows[base + PACKED] as number) === RUNNING;
    if (!late) this.write(row, rows, base, name, k);
  }

  private write(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    writeRow(this.columns, row, rows, base, name, k);
    this.lanes.received(this.columns.worker[row] as number, this.columns.received[row] as number);
  }

  private rowOfAttempt(id: number, attempt: number): number {
    if (!(id >= 0 && id <= Number.MAX_SAFE_INTEGER)) return -1;
    const row = this.index.get(id);
    if (row < 0 || this.columns.attempt[row] === attempt) return row;
    return this.earlier.get(row * 65_536 + attempt) ?? -1;
  }

  /** Spans whose parent never came go under the entry; those left then wait for one another in a circle and are dropped. */
  private adopt(): void {
    const { held } = this;
    if (held.parents === 0) return;
    const waiting = new Set<number>();
    const parents: number[] = [];
    held.forEach((parentId, bases) => {
      parents.push(parentId);
      for (const base of bases) {
        const id = held.rows[base + ID] as number;
        for (let k = 0; k < (held.rows[base + SIZE] as number); k += 1) waiting.add(id + k);
      }
    });
    for (const parentId of parents) {
      if (waiting.has(parentId)) continue;
      for (const base of held.take(parentId)) {
        this.orphans += held.rows[base + SIZE] as number;
        held.rows[base + PARENT] = -1;
        this.place(held.rows, base, held.rows[base + NAME] as number);
        this.releaseAll();
      }
    }
    held.forEach((_, bases) => {
      this.dropped += bases.length;
    });
  }
}
