import type { Clock } from "@/lib/base/clock";
import { MAX_LOGS, MAX_WAITING_NOTES, TRIAL_MAX_KEYS, TRIAL_MAX_METERS } from "@/lib/model/limits";
import { STATUSES, type Status } from "@/lib/model/status";
import type { ChunkOutcome } from "@/lib/protocol/chunks";
import type { Flush } from "@/lib/protocol/flush";
import {
  FLAG_CACHED,
  FLAG_ITEM,
  FLAG_REUSED,
  type Lane,
  type LogLine,
  PACKED,
  SETTLED,
  SIZE,
  type SpanBatch,
  type SpanNote,
  STRIDE,
  statusOf,
} from "@/lib/protocol/rows";
import type { WireError } from "@/lib/protocol/wire-error";
import { type NamedRow, Recorder } from "@/lib/runner/execute/recorder";
import { batchForPage, errorForPage, lineForPage, noteForPage } from "./for-page";
import type { ActiveChunk } from "./scheduler/active-chunk";
import type { PendingCall } from "./scheduler/pending-call";
import type { EngineWorker } from "./workers/worker";

/** Lines and notes that go to the page in one tick: it checks each of them, and must stay responsive. */
const MAX_PER_TICK = 1_000;
/** Batches of rows, and names in them, that go to the page in one tick; one batch always does. */
const MAX_BATCHES_PER_TICK = 1_000;
const MAX_NAMES_PER_TICK = 20_000;
/** Spans that are announced as open in one tick; the others follow when they close. */
const MAX_ANNOUNCED_PER_TICK = 2_000;
/** Whose name table the coordinator's own rows refer to. */
const COORDINATOR = -1;
const RUNNING = STATUSES.indexOf("running");

export interface RecordingTick {
  readonly batches: SpanBatch[];
  readonly notes: SpanNote[];
  readonly logs: LogLine[];
  readonly logsDropped: number;
  readonly lanes: Lane[];
}

/** Gathers what has been recorded until the next tick takes it to the page. */
export class Recording {
  private readonly batches: SpanBatch[] = [];
  private notes: SpanNote[] = [];
  private logs: LogLine[] = [];
  private lines = 0;
  private keysLeft = TRIAL_MAX_KEYS;
  private readonly meters = new Set<string>();
  private readonly changed = new Set<EngineWorker>();
  private readonly own = new Recorder(COORDINATOR);

  /** Attempts that workers have recorded as ended. */
  spans = 0;

  /** @param maxSpans rows that claim more are not counted: they are forged */
  constructor(
    private readonly clock: Clock,
    private readonly maxSpans: number,
    private readonly records: boolean,
  ) {}

  flush(worker: number, flush: Flush): void {
    if (flush.batch) {
      this.count(flush.batch.rows);
      this.batches.push(batchForPage(flush.batch, worker));
    }
    // One by one: a stranger's list can be longer than what a call takes as arguments.
    if (flush.notes) for (const note of flush.notes) this.addNote(noteForPage(note));
    if (flush.logs) {
      this.lines += flush.logs.length;
      for (const line of flush.logs) this.logs.push(lineForPage(line));
      if (this.logs.length > MAX_LOGS) this.logs.splice(0, this.logs.length - MAX_LOGS);
    }
  }

  /** More names of meters in the whole trial than it may have. */
  get hasTooManyMeters(): boolean {
    return this.meters.size > TRIAL_MAX_METERS;
  }

  private addNote(note: SpanNote): void {
    for (const name in note.meters) if (this.meters.size <= TRIAL_MAX_METERS) this.meters.add(name);
    if (this.notes.length >= MAX_WAITING_NOTES) return;
    const { keys = [] } = note;
    this.keysLeft -= keys.length;
    this.notes.push(this.keysLeft < 0 && keys.length > 0 ? { ...note, keys: undefined } : note);
  }

  private count(rows: Float64Array): void {
    for (let at = 0; at < rows.length; at += STRIDE) {
      const size = rows[at + SIZE] as number;
      if (size >= 1 && size <= this.maxSpans && statusOf(rows[at + PACKED] as number) !== RUNNING)
        this.spans += size;
    }
  }

  worker(worker: EngineWorker): void {
    if (this.records) this.changed.add(worker);
  }

  /** @param single hold the rows of this call back until it is delivered. */
  outcome(outcome: ChunkOutcome, worker: number, single: PendingCall | undefined): void {
    const { batch } = outcome;
    if (!batch || !single) {
      if (batch) stampSettled(batch.rows, this.clock.now());
      this.flush(worker, outcome);
      return;
    }
    // The names go ahead: batches that come later from this worker may use them.
    this.count(batch.rows);
    single.held.push({ worker, rows: batch.rows, names: [] });
    this.flush(worker, {
      batch: batch.names.length > 0 ? { ...batch, rows: new Float64Array(0) } : undefined,
      notes: outcome.notes,
      logs: outcome.logs,
    });
  }

  /** Items that never ran on a worker: skipped, failed before they could run, or reused. */
  notRun(
    pending: PendingCall,
    index: number,
    count: number,
    status: Status,
    { error, flags = 0, attempt = 1 }: { error?: WireError; flags?: number; attempt?: number } = {},
  ): void {
    if (!this.records) return;
    const now = this.clock.now();
    const ran = (flags & (FLAG_CACHED | FLAG_REUSED)) !== 0 ? now : Number.NaN;
    const row = this.itemRow(pending, index, status, attempt);
    this.own.put({ ...row, flags: flags | row.flags, size: count, started: ran, ended: ran, settled: now });
    if (error) this.own.note({ id: row.id, attempt, error: errorForPage(error) });
  }

  /** Items of a chunk whose worker is gone. @param offset of the first, in the chunk */
  interrupted(chunk: ActiveChunk, offset: number, count: number, status: Status, error: WireError): void {
    if (!this.records) return;
    const { pending, worker, attempt, dispatched } = chunk;
    const now = this.clock.now();
    const row = this.itemRow(pending, chunk.from + offset, status, attempt);
    const started = worker.isReady ? Math.max(dispatched, worker.ready) : Number.NaN;
    const times = { dispatched, received: started, started, ended: now, settled: now };
    this.own.put({ ...row, size: count, worker: worker.id, ...times });
    this.own.note({ id: row.id, attempt, error: errorForPage(error) });
  }

  /** An attempt of a single call is over, and another one follows. */
  attemptSettled(pending: PendingCall, now = this.clock.now()): void {
    for (const batch of pending.held.splice(0)) {
      stampSettled(batch.rows, now);
      this.batches.push(batch);
    }
  }

  /** A call was delivered to its caller. */
  settled(pending: PendingCall): void {
    const now = this.clock.now();
    this.attemptSettled(pending, now);
    const { call, failed, settledItems, n } = pending;
    const status = failed ? "failed" : settledItems < n ? "skipped" : "succeeded";
    if (call.map && this.records) this.map(pending, status, now);
  }

  private map({ call, dispatched }: PendingCall, status: Status, settled: number): void {
    const { id, parent, strategy, issued, bytes } = call;
    const times = { issued, dispatched, started: issued, ended: settled, settled };
    this.own.put({ id, parent, name: call.task, kind: "map", status, strategy, ...times, bytesIn: bytes });
  }

  private itemRow({ call, firstItem }: PendingCall, index: number, status: Status, attempt: number) {
    return {
      id: firstItem + index,
      parent: call.map ? call.id : call.parent,
      name: call.task,
      kind: call.kind,
      status,
      strategy: call.strategy,
      flags: call.map ? FLAG_ITEM : 0,
      index: call.map ? index : -1,
      attempt,
      issued: call.issued,
    } satisfies NamedRow;
  }

  /** Rows for calls that are open, so that the tree shows them while they run. */
  announce(calls: Iterable<PendingCall>, chunks: Iterable<ActiveChunk>): void {
    let left = MAX_ANNOUNCED_PER_TICK;
    for (const pending of calls) {
      const state = Number.isNaN(pending.dispatched) ? "issued" : "dispatched";
      if (pending.announced === state || (pending.call.map && pending.announced !== "nothing")) continue;
      if (left-- <= 0) return;
      pending.announced = state;
      if (pending.call.map) this.map(pending, "running", Number.NaN);
      else this.open(pending, 0, pending.worker, pending.dispatched, 1);
    }
    for (const chunk of chunks) {
      if (chunk.announced || !chunk.pending.call.map || chunk.count > 1) continue;
      if (left-- <= 0) return;
      chunk.announced = true;
      this.open(chunk.pending, chunk.from, chunk.worker.id, chunk.dispatched, chunk.attempt);
    }
  }

  private open(
    pending: PendingCall,
    index: number,
    worker: number,
    dispatched: number,
    attempt: number,
  ): void {
    const row = this.itemRow(pending, index, "running", attempt);
    this.own.put({ ...row, worker, dispatched, started: dispatched });
  }

  /** Whether the last tick left something for the next one. */
  get isWaiting(): boolean {
    return this.batches.length > 0 || this.notes.length > 0 || this.logs.length > 0;
  }

  /** In their order: later batches of a worker use the names of earlier ones. */
  private takeBatches(): SpanBatch[] {
    let names = 0;
    const end = this.batches.findIndex((batch, at) => {
      names += batch.names.length;
      return at > 0 && (at >= MAX_BATCHES_PER_TICK || names > MAX_NAMES_PER_TICK);
    });
    return this.batches.splice(0, end < 0 ? this.batches.length : end);
  }

  take(): RecordingTick {
    const own = this.own.take();
    if (own.batch) this.batches.push(own.batch);
    if (own.notes) for (const note of own.notes) this.addNote(note);
    const tick = {
      batches: this.takeBatches(),
      notes: this.notes.splice(0, MAX_PER_TICK),
      logs: this.logs.splice(0, MAX_PER_TICK),
      logsDropped: Math.max(0, this.lines - MAX_LOGS),
      lanes: [...this.changed].map((worker) => worker.toLane()),
    };
    this.changed.clear();
    return tick;
  }
}

/** Sets SETTLED where the worker left it open, on rows of bodies that have ended. */
function stampSettled(rows: Float64Array, now: number): void {
  for (let at = 0; at < rows.length; at += STRIDE) {
    if (Number.isNaN(rows[at + SETTLED] as number) && statusOf(rows[at + PACKED] as number) !== RUNNING)
      rows[at + SETTLED] = now;
  }
}
