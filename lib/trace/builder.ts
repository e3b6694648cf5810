import { acceptsRow } from "./accept";
import { type Columns, copyRow, createColumns, resizeColumns, viewColumns } from "./columns";
import { RowIndex } from "./ids";
import { NoteStore } from "./notes";
import {
  ATTEMPT,
  BYTES_IN,
  BYTES_OUT,
  DISPATCHED,
  ENDED,
  FLAG_CHUNK_HEAD,
  FLAG_SHARED_TIME,
  flagsOf,
  ID,
  INDEX,
  ISSUED,
  KINDS,
  kindOf,
  type Lane,
  type LogLine,
  NAME,
  PACKED,
  PARENT,
  RECEIVED,
  SETTLED,
  SIZE,
  type SpanBatch,
  type SpanNote,
  STARTED,
  STATUSES,
  STRIDE,
  statusOf,
  strategyOf,
  WORKER,
} from "./rows";
import { settleRows } from "./settle";
import type { Trace } from "./trace";

/** Most rows (spans and earlier attempts) of one run; what comes past it is refused, what was recorded stays. */
export const MAX_ROWS = 1_000_000;
/** Log lines kept; the oldest go. */
export const MAX_LOGS = 10_000;
const MAX_NAMES = 100_000;
const MAX_LANES = 1_000_000;

const RUNNING = STATUSES.indexOf("running");
const INTERRUPTED = STATUSES.indexOf("interrupted");
const SKIPPED = STATUSES.indexOf("skipped");
const CANCELLED = STATUSES.indexOf("cancelled");
const EXECUTED: readonly number[] = [
  KINDS.indexOf("task"),
  KINDS.indexOf("dynamic"),
  KINDS.indexOf("process"),
];

/**
 * Collects the recording of one run, batch by batch, into a Trace.
 *
 * - Rows are numbered as they become known; a row whose parent has not been heard of is held back until it is, so that
 *   a parent always stands before its children and a row's number never changes.
 * - A later row of the same span and attempt replaces what is there, but "running" never replaces an end: open and close
 *   come from different threads, in either order.
 * - A higher attempt of a span takes over the span's row; the earlier attempt moves to a row of its own (`attemptOf`).
 * - Within a row time never runs backwards: two threads' clocks can differ by some steps. The scheduler's readings
 *   (dispatched, settled) stand, the others are moved between them, so that what it did one after the other stays so.
 * - A lane is ready by its first call: that it is may be known to the scheduler only later.
 * - A block (`SIZE` > 1) becomes single rows with equal shares of `STARTED … ENDED` and of the bytes.
 * - Rows that make no sense are dropped and counted; nothing here throws, hangs or takes memory beyond the bounds.
 */
export class TraceBuilder {
  /** Rows that made no sense. */
  dropped = 0;
  /** Spans whose parent was never heard of: they hang under the entry. */
  orphans = 0;
  /** True once something was refused because MAX_ROWS was reached. */
  full = false;

  private readonly workers: number;
  private columns: Columns = createColumns(256);
  private count = 0;
  private readonly index = new RowIndex();
  /** `row × 65,536 + attempt` → row, for attempts that a later one has replaced. */
  private readonly earlier = new Map<number, number>();
  private readonly names: string[] = [];
  private readonly nameIndex = new Map<string, number>();
  /** Sender's lane → its name table, in indexes of `names`. */
  private readonly tables = new Map<number, number[]>();
  /** Rows held back, by the parent they wait for; NAME is already an index of `names`. */
  private readonly held = new Map<number, Float64Array[]>();
  private heldCount = 0;
  private readonly released: number[] = [];
  private readonly notes = new NoteStore();
  private readonly lanes = new Map<number, Lane>();
  private laneList: readonly Lane[] | undefined;
  /** When each lane had its first call, and the one asked for last: rows of a lane mostly follow one another. */
  private readonly firstReceived = new Map<number, number>();
  private lastLane = -1;
  private lastFirst = Number.NEGATIVE_INFINITY;
  private logs: LogLine[] = [];
  private logsDropped = 0;
  private time = 0;

  constructor(meta: { readonly workers: number }) {
    this.workers = meta.workers;
  }

  add(batch: SpanBatch): void {
    const table = this.addNames(batch.lane, batch.names);
    const { rows } = batch;
    for (let base = 0; base + STRIDE <= rows.length; base += STRIDE) {
      if (!acceptsRow(rows, base, table.length, MAX_ROWS)) {
        this.dropped += 1;
        continue;
      }
      this.place(rows, base, table[rows[base + NAME] as number] as number);
      while (this.released.length > 0) this.release(this.released.pop() as number);
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
    if (this.lanes.size >= MAX_LANES && !this.lanes.has(lane.lane)) return;
    this.lanes.set(lane.lane, lane);
    this.laneList = undefined;
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
    this.laneList ??= this.sortedLanes();
    return {
      ...viewColumns(this.columns, this.count),
      count: this.count,
      names: this.names,
      notes: this.notes.notes,
      errors: this.notes.errors,
      lanes: this.laneList,
      logs: this.logs,
      logsDropped: this.logsDropped,
      wallMs: this.time,
      workers: this.workers,
    };
  }

  /**
   * The whole run. Bodies that ended and whose result nobody was recorded to have got (a busy lane sends rows ahead of their
   * chunk's result) get that time from what came with them: see `settleRows`. Spans still open are ended by name: a task that never reached a worker is "skipped", an attempt that a
   * later one replaced "interrupted", all others "cancelled".
   */
  finish(end: { readonly wallMs: number }): Trace {
    this.adopt();
    this.progress(end.wallMs);
    settleRows(this.columns, this.count, [...this.lanes.values()]);
    const { status, kind, attemptOf, dispatched, received, started } = this.columns;
    for (let row = 0; row < this.count; row += 1) {
      if (status[row] !== RUNNING) continue;
      const untouched =
        Number.isNaN(dispatched[row]) && Number.isNaN(received[row]) && Number.isNaN(started[row]);
      if ((attemptOf[row] as number) >= 0) status[row] = INTERRUPTED;
      else status[row] = untouched && EXECUTED.includes(kind[row] as number) ? SKIPPED : CANCELLED;
    }
    if (this.columns.id.length > this.count)
      this.columns = resizeColumns(this.columns, this.count, this.count);
    return {
      ...this.snapshot(),
      wallMs: end.wallMs > 0 && end.wallMs < Number.POSITIVE_INFINITY ? end.wallMs : this.time,
    };
  }

  private addNames(lane: number, names: readonly string[]): readonly number[] {
    let table = this.tables.get(lane);
    if (table === undefined) {
      table = [];
      if (this.tables.size < MAX_LANES) this.tables.set(lane, table);
    }
    for (const name of names) {
      let index = this.nameIndex.get(name);
      if (index === undefined) {
        index = Math.min(this.names.length, MAX_NAMES);
        if (index === this.names.length) this.names.push(index === MAX_NAMES ? "…" : name);
        if (index < MAX_NAMES) this.nameIndex.set(name, index);
      }
      if (table.length < MAX_ROWS) table.push(index);
    }
    return table;
  }

  /** Stores a row, or holds it back until its parent is known. */
  private place(rows: Float64Array, base: number, name: number): void {
    const first = rows[base + ID] as number;
    const size = rows[base + SIZE] as number;
    const parentId = rows[base + PARENT] as number;
    const room = MAX_ROWS - this.count - this.heldCount;
    let parent = -1;
    if (size > 1 || this.index.get(first) < 0) {
      parent = this.index.get(parentId);
      if (parent < 0 && parentId !== -1) {
        this.hold(rows, base, name, parentId, room);
        return;
      }
    }
    for (let k = 0; k < size; k += 1) {
      const row = this.index.get(first + k);
      if (row >= 0) this.update(row, rows, base, name, k);
      else if (this.count + this.heldCount < MAX_ROWS)
        this.insert(first + k, parentId === -1 ? Math.min(0, this.count - 1) : parent, rows, base, name, k);
      else {
        this.full = true;
        return;
      }
    }
  }

  private hold(rows: Float64Array, base: number, name: number, parentId: number, room: number): void {
    const size = rows[base + SIZE] as number;
    if (size > room) {
      this.full = true;
      return;
    }
    const copy = rows.slice(base, base + STRIDE);
    copy[NAME] = name;
    const list = this.held.get(parentId);
    if (list === undefined) this.held.set(parentId, [copy]);
    else list.push(copy);
    this.heldCount += size;
  }

  private release(id: number): void {
    const list = this.held.get(id);
    if (list === undefined) return;
    this.held.delete(id);
    for (const row of list) {
      this.heldCount -= row[SIZE] as number;
      this.place(row, 0, row[NAME] as number);
    }
  }

  private append(): number {
    const row = this.count;
    const capacity = this.columns.id.length;
    if (row === capacity) this.columns = resizeColumns(this.columns, row, Math.min(MAX_ROWS, capacity * 2));
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
    if (this.held.size > 0) this.released.push(id);
  }

  private update(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const attempt = rows[base + ATTEMPT] as number;
    const current = this.columns.attempt[row] as number;
    if (attempt === current) this.replace(row, rows, base, name, k);
    else if (attempt > current) {
      if (this.count < MAX_ROWS) {
        const moved = this.append();
        copyRow(this.columns, row, moved);
        this.columns.attemptOf[moved] = row;
        this.earlier.set(row * 65_536 + current, moved);
        this.notes.move(row, moved);
      } else this.full = true;
      this.write(row, rows, base, name, k);
    } else {
      let target = this.earlier.get(row * 65_536 + attempt);
      if (target !== undefined) {
        this.replace(target, rows, base, name, k);
      } else if (this.count < MAX_ROWS) {
        target = this.append();
        copyRow(this.columns, row, target);
        this.columns.attemptOf[target] = row;
        this.earlier.set(row * 65_536 + attempt, target);
        this.write(target, rows, base, name, k);
      } else this.full = true;
    }
  }

  /** News of an attempt that has a row. */
  private replace(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const late = this.columns.status[row] !== RUNNING && statusOf(rows[base + PACKED] as number) === RUNNING;
    if (!late) this.write(row, rows, base, name, k);
  }

  /** @param k which item of a block it is */
  private write(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const c = this.columns;
    const size = rows[base + SIZE] as number;
    const packed = rows[base + PACKED] as number;
    const index = rows[base + INDEX] as number;
    let flags = flagsOf(packed);
    if (size > 1) flags |= FLAG_SHARED_TIME;
    if (k > 0) flags &= ~FLAG_CHUNK_HEAD;
    c.status[row] = statusOf(packed);
    c.name[row] = name;
    c.kind[row] = kindOf(packed);
    c.strategy[row] = strategyOf(packed);
    c.flags[row] = flags;
    c.index[row] = index < 0 ? -1 : index + k;
    c.attempt[row] = rows[base + ATTEMPT] as number;
    c.worker[row] = rows[base + WORKER] as number;
    const bytesIn = rows[base + BYTES_IN] as number;
    const bytesOut = rows[base + BYTES_OUT] as number;
    c.bytesIn[row] = bytesIn > 0 ? bytesIn / size : 0;
    c.bytesOut[row] = bytesOut > 0 ? bytesOut / size : 0;

    let issued = rows[base + ISSUED] as number;
    const dispatched = rows[base + DISPATCHED] as number;
    let started = rows[base + STARTED] as number;
    let ended = rows[base + ENDED] as number;
    let settled = rows[base + SETTLED] as number;
    if (size > 1) {
      const share = (ended - started) / size;
      ended = started + share * (k + 1);
      started += share * k;
    }
    // Comparisons with NaN are false: what is not known bounds nothing.
    if (settled < dispatched) settled = dispatched;
    if (issued > dispatched) issued = dispatched;
    if (issued > settled) issued = settled;
    let floor = Number.NEGATIVE_INFINITY;
    if (issued > floor) floor = issued;
    if (dispatched > floor) floor = dispatched;
    const received = between(rows[base + RECEIVED] as number, floor, settled);
    if (received > floor) floor = received;
    started = between(started, floor, settled);
    if (started > floor) floor = started;
    ended = between(ended, floor, settled);
    if (!Number.isNaN(received)) this.noteReceived(c.worker[row] as number, received);
    c.issued[row] = issued;
    c.dispatched[row] = dispatched;
    c.received[row] = received;
    c.started[row] = started;
    c.ended[row] = ended;
    c.settled[row] = settled;
  }

  private noteReceived(lane: number, received: number): void {
    if (lane !== this.lastLane) {
      this.lastLane = lane;
      this.lastFirst = this.firstReceived.get(lane) ?? Number.POSITIVE_INFINITY;
    }
    if (received >= this.lastFirst || lane < 0) return;
    this.lastFirst = received;
    this.firstReceived.set(lane, received);
    this.laneList = undefined;
  }

  /** Lanes by number. One that was at work before the news that it could be had been ready then. */
  private sortedLanes(): readonly Lane[] {
    return [...this.lanes.values()]
      .sort((a, b) => a.lane - b.lane)
      .map((lane) => {
        const first = this.firstReceived.get(lane.lane) ?? Number.POSITIVE_INFINITY;
        return lane.ready <= first || first === Number.POSITIVE_INFINITY
          ? lane
          : { ...lane, ready: Math.max(lane.requested, first) };
      });
  }

  private rowOfAttempt(id: number, attempt: number): number {
    if (!(id >= 0 && id <= Number.MAX_SAFE_INTEGER)) return -1;
    const row = this.index.get(id);
    if (row < 0 || this.columns.attempt[row] === attempt) return row;
    return this.earlier.get(row * 65_536 + attempt) ?? -1;
  }

  /** Spans whose parent never came go under the entry; those left then wait for one another in a circle and are dropped. */
  private adopt(): void {
    if (this.held.size > 0) {
      const waiting = new Set<number>();
      for (const list of this.held.values()) {
        for (const row of list) {
          const id = row[ID] as number;
          for (let k = 0; k < (row[SIZE] as number); k += 1) waiting.add(id + k);
        }
      }
      for (const [parentId, list] of [...this.held]) {
        if (waiting.has(parentId)) continue;
        this.held.delete(parentId);
        for (const row of list) {
          this.heldCount -= row[SIZE] as number;
          this.orphans += row[SIZE] as number;
          row[PARENT] = -1;
          this.place(row, 0, row[NAME] as number);
          while (this.released.length > 0) this.release(this.released.pop() as number);
        }
      }
    }
    for (const list of this.held.values()) this.dropped += list.length;
    this.held.clear();
    this.heldCount = 0;
  }
}

/** `time` moved to between two others; it and the second may be NaN. */
function between(time: number, from: number, to: number): number {
  if (time < from) return from;
  return time > to ? to : time;
}
