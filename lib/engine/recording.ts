import { KINDS } from "@/lib/model/kind";
import { MAX_SPANS } from "@/lib/model/limits";
import { STATUSES, type Status } from "@/lib/model/status";
import {
  FLAG_CACHED,
  FLAG_ITEM,
  FLAG_REPLAYED,
  type Lane,
  type LogLine,
  PACKED,
  pack,
  SETTLED,
  SIZE,
  type SpanBatch,
  type SpanNote,
  STRIDE,
  statusOf,
} from "@/lib/protocol/rows";
import type { ChunkOutcome, Flush, WireError } from "@/lib/protocol/runner";
import { Recorder } from "@/lib/runner/execute/recorder";
import type { PendingCall } from "./scheduler/pending-call";
import type { ActiveChunk, WorkerState } from "./workers/worker-state";

/** Lines kept for a run; docs/architecture.md, "Bounds". */
const MAX_LOGS = 10_000;
/** Lines and notes that go to the page in one tick: it checks each of them, and must answer its reader meanwhile. */
const MAX_AT_ONCE = 1_000;
/** Notes that wait for their tick; what comes past them is left out. */
const MAX_NOTES = 20_000;
/** Spans that are announced as open in one tick; the others follow when they close. */
const MAX_OPEN = 2_000;
/** Lane number of the coordinator's own name table. */
const OWN_LANE = -1;
const MAP = KINDS.indexOf("map");
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
  private batches: SpanBatch[] = [];
  private notes: SpanNote[] = [];
  private logs: LogLine[] = [];
  private lines = 0;
  private readonly changed = new Set<WorkerState>();
  private readonly own = new Recorder(OWN_LANE);

  /** Attempts that lanes have recorded as ended. */
  spans = 0;

  flush(lane: number, flush: Flush): void {
    if (flush.batch) this.count(flush.batch.rows);
    if (flush.batch) this.batches.push({ ...flush.batch, lane });
    // One by one: a stranger's list can be longer than what a call takes as arguments.
    if (flush.notes) for (const note of flush.notes) this.addNote(note);
    if (flush.logs) {
      this.lines += flush.logs.length;
      for (const line of flush.logs) this.logs.push(line);
      if (this.logs.length > MAX_LOGS) this.logs.splice(0, this.logs.length - MAX_LOGS);
    }
  }

  private addNote(note: SpanNote): void {
    if (this.notes.length < MAX_NOTES) this.notes.push(note);
  }

  private count(rows: Float64Array): void {
    for (let at = 0; at < rows.length; at += STRIDE) {
      const size = rows[at + SIZE] as number;
      if (size >= 1 && size <= MAX_SPANS && statusOf(rows[at + PACKED] as number) !== RUNNING)
        this.spans += size;
    }
  }

  lane(lane: WorkerState): void {
    this.changed.add(lane);
  }

  /** @param single hold the rows of this call back until it is delivered. */
  outcome(outcome: ChunkOutcome, lane: number, now: number, single: PendingCall | undefined): void {
    const { batch } = outcome;
    if (!batch || !single) {
      if (batch) stamp(batch.rows, now);
      this.flush(lane, outcome);
      return;
    }
    // The names go ahead: batches that come later from this lane may use them.
    this.count(batch.rows);
    single.held.push({ lane, rows: batch.rows, names: [] });
    this.flush(lane, {
      batch: batch.names.length > 0 ? { lane, rows: new Float64Array(0), names: batch.names } : undefined,
      notes: outcome.notes,
      logs: outcome.logs,
    });
  }

  unrun(
    fanout: PendingCall,
    index: number,
    count: number,
    status: Status,
    error: WireError | undefined,
    flags: number,
    attempt: number,
    now: number,
  ): void {
    const { call } = fanout;
    const packed = pack(
      call.kind,
      STATUSES.indexOf(status),
      flags | (call.map ? FLAG_ITEM : 0),
      call.strategy,
    );
    const ran = (flags & (FLAG_CACHED | FLAG_REPLAYED)) !== 0 ? now : Number.NaN;
    this.own.row(
      fanout.firstItem + index,
      call.map ? call.id : call.parent,
      count,
      this.own.name(call.task),
      packed,
      call.map ? index : -1,
      attempt,
      -1,
      call.issued,
      Number.NaN,
      Number.NaN,
      ran,
      ran,
      now,
      0,
      0,
    );
    if (error) this.own.note({ id: fanout.firstItem + index, attempt, error });
  }

  interrupted(chunk: ActiveChunk, status: Status, error: WireError, now: number): void {
    const { fanout, lane } = chunk;
    const { call } = fanout;
    const packed = pack(call.kind, STATUSES.indexOf(status), call.map ? FLAG_ITEM : 0, call.strategy);
    const id = fanout.firstItem + chunk.from;
    const started = lane.isReady ? Math.max(chunk.dispatched, lane.ready) : Number.NaN;
    this.own.row(
      id,
      call.map ? call.id : call.parent,
      chunk.count,
      this.own.name(call.task),
      packed,
      call.map ? chunk.from : -1,
      chunk.attempt,
      lane.id,
      call.issued,
      chunk.dispatched,
      started,
      started,
      now,
      now,
      0,
      0,
    );
    this.own.note({ id, attempt: chunk.attempt, error });
  }

  settled(fanout: PendingCall, failed: boolean, now: number): void {
    const { call } = fanout;
    for (const batch of fanout.held) {
      stamp(batch.rows, now);
      this.batches.push(batch);
    }
    if (call.map) this.map(fanout, failed ? "failed" : fanout.cancelled ? "skipped" : "succeeded", now);
  }

  private map(fanout: PendingCall, status: Status, settled: number): void {
    const { call } = fanout;
    this.own.row(
      call.id,
      call.parent,
      1,
      this.own.name(call.task),
      pack(MAP, STATUSES.indexOf(status), 0, call.strategy),
      -1,
      1,
      -1,
      call.issued,
      fanout.dispatched,
      Number.NaN,
      call.issued,
      settled,
      settled,
      call.bytes,
      0,
    );
  }

  /** Rows for calls that are open, so that the tree shows them while they run. */
  announce(active: Iterable<PendingCall>, lanes: Iterable<WorkerState>): void {
    let left = MAX_OPEN;
    for (const fanout of active) {
      const state = Number.isNaN(fanout.dispatched) ? "issued" : "dispatched";
      if (fanout.announced === state || (fanout.call.map && fanout.announced !== "nothing")) continue;
      if (left-- <= 0) return;
      fanout.announced = state;
      if (fanout.call.map) this.map(fanout, "running", Number.NaN);
      else this.open(fanout, fanout.call.id, -1, fanout.lane, fanout.dispatched, 1);
    }
    for (const lane of lanes) {
      for (const chunk of lane.chunks.values()) {
        if (chunk.announced || !chunk.fanout.call.map || chunk.count > 1 || left-- <= 0) continue;
        chunk.announced = true;
        this.open(
          chunk.fanout,
          chunk.fanout.firstItem + chunk.from,
          chunk.from,
          lane.id,
          chunk.dispatched,
          chunk.attempt,
        );
      }
    }
  }

  private open(
    fanout: PendingCall,
    id: number,
    index: number,
    lane: number,
    dispatched: number,
    attempt: number,
  ): void {
    const { call } = fanout;
    this.own.row(
      id,
      index < 0 ? call.parent : call.id,
      1,
      this.own.name(call.task),
      pack(call.kind, RUNNING, index < 0 ? 0 : FLAG_ITEM, call.strategy),
      index,
      attempt,
      lane,
      call.issued,
      dispatched,
      Number.NaN,
      dispatched,
      Number.NaN,
      Number.NaN,
      0,
      0,
    );
  }

  /** Whether the last tick could not take all there was. */
  get isWaiting(): boolean {
    return this.notes.length > 0 || this.logs.length > 0;
  }

  take(): RecordingTick {
    const own = this.own.take();
    if (own.batch) this.batches.push(own.batch);
    if (own.notes) for (const note of own.notes) this.addNote(note);
    const tick = {
      batches: this.batches,
      notes: this.notes.splice(0, MAX_AT_ONCE),
      logs: this.logs.splice(0, MAX_AT_ONCE),
      logsDropped: Math.max(0, this.lines - MAX_LOGS),
      lanes: [...this.changed].map((lane) => lane.toLane()),
    };
    this.batches = [];
    this.changed.clear();
    return tick;
  }
}

/** Sets SETTLED where the lane left it open, on rows of bodies that have ended. */
function stamp(rows: Float64Array, now: number): void {
  for (let at = 0; at < rows.length; at += STRIDE) {
    if (Number.isNaN(rows[at + SETTLED] as number) && statusOf(rows[at + PACKED] as number) !== RUNNING)
      rows[at + SETTLED] = now;
  }
}
