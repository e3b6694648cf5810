import { type Incremental, ROWS_PER_STEP, runToEnd } from "@/lib/base/incremental";
import { LIMITS_BY_SOURCE, MAX_LOGS, MAX_SPANS } from "@/lib/model/limits";
import {
  ID,
  type Lane,
  type LogLine,
  NAME,
  PARENT,
  SIZE,
  type SpanBatch,
  type SpanNote,
  STRIDE,
} from "@/lib/protocol/rows";
import type { Trace } from "../trace";
import { inferSettled } from "./infer-settled";
import { LaneList } from "./lane-list";
import { NameTables } from "./names";
import { NoteStore } from "./notes";
import { endOpenSpans } from "./open-spans";
import { baseOf, OrphanRows } from "./orphan-rows";
import { SpanRows } from "./span-rows";
import { isValidRow } from "./validate-row";

/** Items that all blocks together may cover. A block may be sent again, but a few bytes must not cause endless work. */
const BLOCKS_MAX_ITEMS = 2 * MAX_SPANS;

/**
 * Collects the recording of one trial, batch by batch, into a Trace.
 *
 * - Rows are numbered in the order of arrival. A row whose parent has not arrived waits for it, so a parent always comes
 *   before its children and a row's number never changes.
 * - A later row of the same span and attempt replaces the earlier one, but "running" never replaces an end: opening and
 *   closing rows come from different threads, in either order.
 * - A higher attempt of a span takes over the span's row; the earlier attempt moves to a row for itself (`attemptOf`).
 * - A block (`SIZE` > 1) becomes single rows. Times are put in order: see `writeRow`. A lane is ready by its first call.
 * - Invalid rows are dropped and counted; nothing here throws, hangs or takes memory beyond the bounds.
 *
 * What may take long also comes in steps, for a thread that has to respond in between.
 */
export class TraceBuilder {
  dropped = 0;
  /** Spans whose parent never arrived: they become children of the entry. */
  orphans = 0;
  /** True once a bound was reached and something refused. */
  full = false;

  private readonly rows: SpanRows;
  private readonly names = new NameTables();
  private readonly orphanRows = new OrphanRows();
  /** Ids that arrived while rows waited for their parents. */
  private readonly released: number[] = [];
  private blockItems = 0;
  private readonly notes = new NoteStore();
  private readonly lanes = new LaneList();
  private logs: LogLine[] = [];
  /** Of the lines that arrived, and of the whole trial as its sender counts them, which includes the former. */
  private logsDropped = { here: 0, there: 0 };
  private time = 0;

  /** @param trial `workers`: most at the same time */
  constructor(private readonly trial: Pick<Trace, "info" | "workers">) {
    this.rows = new SpanRows(MAX_SPANS, {
      hasRoom: (rows) => this.hasRoom(rows),
      moved: (from, to) => this.notes.move(from, to),
      received: (lane, time) => this.lanes.received(lane, time),
    });
  }

  add(batch: SpanBatch): void {
    runToEnd(this.adding(batch));
  }

  /** `add` in steps: many more rows than the batch has may wait for one of its rows. Add nothing else until it is done. */
  *adding(batch: SpanBatch): Incremental<void> {
    const table = this.names.add(batch.worker, batch.names);
    const { rows } = batch;
    const { timeMs } = LIMITS_BY_SOURCE[this.trial.info.source];
    for (let base = 0; base + STRIDE <= rows.length; base += STRIDE) {
      if (!isValidRow(rows, base, table.length, timeMs)) this.dropped += 1;
      else this.place(rows, base, table[rows[base + NAME] as number] as number);
      if (this.released.length > 0) yield* this.releasing();
    }
  }

  note(note: SpanNote): void {
    const row = this.rows.rowOfAttempt(note.id, note.attempt);
    if (row >= 0) this.notes.set(row, note);
    else this.notes.wait(note);
  }

  /** @param dropped how many lines of the whole trial the sender has left out so far. */
  log(lines: readonly LogLine[], dropped: number): void {
    // A new array each time: a snapshot's list must not change under its reader.
    const over = this.logs.length + lines.length - MAX_LOGS;
    if (lines.length > 0) this.logs = [...this.logs, ...lines].slice(Math.max(0, over));
    const { here, there } = this.logsDropped;
    this.logsDropped = { here: here + Math.max(0, over), there: Math.max(there, dropped) };
  }

  lane(lane: Lane): void {
    this.lanes.set(lane);
  }

  /** @param timeMs ms since the trial's start. */
  progress(timeMs: number): void {
    if (timeMs > this.time && timeMs < Number.POSITIVE_INFINITY) this.time = timeMs;
  }

  /**
   * What is known so far, without copying: its arrays are views of those being written. A snapshot may be read until the
   * next call of `add` or `finish`; after that its rows show newer values, never other spans.
   */
  snapshot(): Trace {
    this.notes.settle((note) => this.rows.rowOfAttempt(note.id, note.attempt));
    return {
      ...this.rows.view(),
      count: this.rows.count,
      names: this.names.names,
      notes: this.notes.notes,
      errors: this.notes.errors,
      lanes: this.lanes.list(),
      logs: this.logs,
      logsDropped: Math.max(this.logsDropped.here, this.logsDropped.there),
      wallMs: this.time,
      info: this.trial.info,
      workers: this.trial.workers,
    };
  }

  /**
   * The whole trial. `inferSettled` fills in arrival times that were not recorded, except where another tool recorded: what
   * its record does not say is unknown. `endOpenSpans` ends open spans. The columns may have more room than rows: see `trim`.
   *
   * @param end `wallMs` of the trial; anything but a positive number: the newest time recorded
   */
  finish(end: { readonly wallMs: number }): Trace {
    return runToEnd(this.finishing(end));
  }

  *finishing(end: { readonly wallMs: number }): Incremental<Trace> {
    yield* this.adopting();
    this.progress(end.wallMs);
    const { columns, count } = this.rows;
    if (this.trial.info.source !== "imported") yield* inferSettled(columns, count, this.lanes.list());
    yield* endOpenSpans(columns, count);
    const trace = this.snapshot();
    return end.wallMs > 0 && end.wallMs < Number.POSITIVE_INFINITY ? { ...trace, wallMs: end.wallMs } : trace;
  }

  private place(rows: Float64Array, base: number, name: number): void {
    const first = rows[base + ID] as number;
    const size = rows[base + SIZE] as number;
    const parentId = rows[base + PARENT] as number;
    if (size > 1) this.blockItems += size;
    if (this.blockItems > BLOCKS_MAX_ITEMS) {
      this.blockItems -= size;
      this.full = true;
      return;
    }
    let parent = -1;
    if (size > 1 || this.rows.rowOf(first) < 0) {
      parent = this.rows.rowOf(parentId);
      if (parent < 0 && parentId !== -1) {
        if (this.hasRoom(size)) this.orphanRows.add(parentId, rows, base, name);
        return;
      }
    }
    for (let k = 0; k < size; k += 1) {
      const row = this.rows.rowOf(first + k);
      if (row >= 0) this.rows.update(row, rows, base, name, k);
      else if (!this.hasRoom(1)) return;
      else {
        // A trial has one entry, whatever its rows claim.
        const up = parentId === -1 ? Math.min(0, this.rows.count - 1) : parent;
        this.rows.insert(first + k, up, rows, base, name, k);
        if (this.orphanRows.parents > 0) this.released.push(first + k);
      }
    }
  }

  private placeOrphan(at: number): void {
    const rows = this.orphanRows.rowsOf(at);
    this.place(rows, baseOf(at), rows[baseOf(at) + NAME] as number);
  }

  private hasRoom(items: number): boolean {
    if (this.rows.count + this.orphanRows.items + items <= MAX_SPANS) return true;
    this.full = true;
    return false;
  }

  /** Places the rows that waited for those that arrived, and those that waited for them. */
  private *releasing(): Incremental<void> {
    let placed = 0;
    for (let id = this.released.pop(); id !== undefined; id = this.released.pop()) {
      for (const at of this.orphanRows.take(id)) {
        this.placeOrphan(at);
        placed += this.orphanRows.sizeOf(at);
        if (placed < ROWS_PER_STEP) continue;
        placed = 0;
        yield;
      }
    }
  }

  /** Spans whose parent never came become children of the entry; those left wait for one another in a cycle and are dropped. */
  private *adopting(): Incremental<void> {
    const { orphanRows } = this;
    if (orphanRows.parents === 0) return;
    const waiting = new Set<number>();
    const parents: number[] = [];
    orphanRows.forEach((parentId, places) => {
      parents.push(parentId);
      for (const at of places) {
        const id = orphanRows.rowsOf(at)[baseOf(at) + ID] as number;
        for (let k = 0; k < orphanRows.sizeOf(at); k += 1) waiting.add(id + k);
      }
    });
    for (const parentId of parents) {
      if (waiting.has(parentId)) continue;
      for (const at of orphanRows.take(parentId)) {
        this.orphans += orphanRows.sizeOf(at);
        orphanRows.rowsOf(at)[baseOf(at) + PARENT] = -1;
        this.placeOrphan(at);
        yield* this.releasing();
      }
    }
    orphanRows.forEach((_, places) => {
      this.dropped += places.length;
    });
  }
}
