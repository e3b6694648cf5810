import type { Clock } from "@/lib/base/clock";
import type { Kind } from "@/lib/model/kind";
import {
  FEWER_METERS,
  METER_MAX_AMOUNT,
  SPAN_MAX_METERS,
  TOO_MANY_METERS,
  TRIAL_MAX_METERS,
} from "@/lib/model/limits";
import type { CallPlace, Scope } from "@/lib/protocol/calls";
import { callBase, callPath, drawsOf, itemPath } from "../host/identity";
import type { InlineSlot } from "./inline-slots";
import type { ChunkPlaces } from "./places";

/** A call in flight, or a wait for an item of a queue. */
export interface OpenCall {
  readonly settled: Promise<unknown>;
  /** Skips the part that has not started. */
  cancel(): void;
  /** Of a call: ends it, also the worker that runs it. */
  stop?(): void;
  /** Of a wait: lets go of it. It keeps no body from ending. */
  leave?(): void;
}

/** What a body inherits from where it was called. */
export interface CallSite {
  readonly parent: SpanContext | null;
  readonly kind: Kind;
  readonly name: string;
  readonly depth: number;
  /** Code of the strategy under which calls from here run. */
  readonly strategy: number;
  readonly scopes: readonly Scope[];
  /** Chunk whose slot this body holds at the coordinator; 0 if none. */
  readonly chunk: number;
  /** Inline slot that this body holds, if any. */
  readonly holder: InlineSlot | null;
  /** The places of its chunk under declared limits, if the body has no slot of its own and there are any. */
  readonly places: ChunkPlaces | null;
  readonly finishRunnable: boolean;
  /** Names of the spans above, if the body came from another thread (`parent` is null). */
  readonly trail: readonly string[];
  /** Results of traced calls are kept for the next attempt. */
  readonly keepsCheckpoints: boolean;
  /** Cache keys of the calls around, whose results are being computed. Undefined: none. */
  readonly computing?: readonly string[] | undefined;
  /** Path of the call, or of the map it is an item of; host/identity.ts. */
  readonly path: number;
  /** Path from the task around, the same in each of its attempts; of a task it is 0. */
  readonly inTask: number;
}

/** Which call of its caller a call is. */
export interface CallIdentity {
  readonly place: CallPlace;
  readonly path: number;
}

/** The same for a span that runs in its caller's thread without being a task. */
export interface NodeIdentity {
  readonly path: number;
  readonly inTask: number;
}

/** A span while its body runs. Never shared between two bodies that can interleave. */
export class SpanContext {
  key: string | undefined = undefined;
  /** Calls made from here so far, by what is called from where with which arguments. */
  private ordinals: Map<number, number> | null = null;
  /** Calls in flight that were issued from here: a body ends when they have settled. */
  open: Set<OpenCall> | null = null;
  meters: Record<string, number> | null = null;
  private random: (() => number) | null = null;
  /** Results of traced calls of this span's earlier attempts. */
  checkpoints: ReadonlyMap<string, unknown> | null = null;
  /** When its body and all that it called had ended, ms; set by `finish`. */
  ended = Number.NaN;
  /** Calls from here are skipped: its body has failed, or what it is part of. */
  isCancelled = false;
  /** Its body has failed: nobody waits for what comes of its calls. */
  hasFailed = false;
  /** ms of its body in `compute`. */
  computed = 0;
  private slept = 0;
  private sleeps = 0;
  private asleepSince = 0;
  /** Something may still refer to this object after its body has returned. */
  captured = false;

  /** @param index position in its map; -1 outside one. */
  constructor(
    readonly place: CallSite,
    public span: number,
    public index: number,
    public attempt: number,
  ) {}

  get path(): number {
    return this.index < 0 ? this.place.path : itemPath(this.place.path, this.index);
  }

  /**
   * Identifies the next call from here.
   * @param site the call expression; 0 where the language cannot tell
   * @param digest of the arguments
   */
  identify(site: number, name: string, digest: number): CallIdentity {
    this.captured = true;
    const base = callBase(this.path, this.attempt, site, name);
    const equal = callPath({ base, ordinal: 0 }, digest);
    this.ordinals ??= new Map();
    const ordinal = this.ordinals.get(equal) ?? 0;
    this.ordinals.set(equal, ordinal + 1);
    const place = { base, ordinal };
    return { place, path: ordinal === 0 ? equal : callPath(place, digest) };
  }

  /** As `identify`, for a node. */
  identifyNode(site: number, name: string, digest: number): NodeIdentity {
    const { place, path } = this.identify(site, name, digest);
    const base = callBase(this.place.inTask, 1, site, name);
    return { path, inTask: callPath({ base, ordinal: place.ordinal }, digest) };
  }

  /** In [0, 1): the same draws for a span and attempt under every strategy. */
  draw(seed: number): number {
    this.captured = true;
    this.random ??= drawsOf(this.path, seed, this.attempt);
    return this.random();
  }

  /**
   * Adds to a total.
   * @param names of all meters of this thread
   * @throws RangeError past what a report can show
   */
  meter(name: string, amount: number, names: Set<string>): void {
    this.captured = true;
    // Without a prototype: a name may be "constructor".
    this.meters ??= Object.create(null) as Record<string, number>;
    if (!(name in this.meters)) addName(name, this.meters, names);
    const sum = (this.meters[name] ?? 0) + amount;
    if (!(Math.abs(sum) <= METER_MAX_AMOUNT))
      throw new RangeError(`meter: the total of "${name}" is not a number up to ${METER_MAX_AMOUNT}`);
    this.meters[name] = sum;
  }

  /** A call of `compute` took so many ms. */
  spend(ms: number): void {
    this.captured = true;
    this.computed += ms;
  }

  /** A call of `sleep` begins. @param now ms */
  fallAsleep(now: number): void {
    this.captured = true;
    if (this.sleeps === 0) this.asleepSince = now;
    this.sleeps++;
  }

  /** A call of `sleep` is over. */
  wakeUp(now: number): void {
    this.sleeps--;
    if (this.sleeps === 0) this.slept += now - this.asleepSince;
  }

  /** ms in which at least one call of `sleep` was open. */
  sleptUntil(now: number): number {
    return this.slept + (this.sleeps > 0 ? Math.max(0, now - this.asleepSince) : 0);
  }

  /** Skips what has not started of its calls, at any depth. Bodies that run end by themselves. */
  cancel(): void {
    if (this.isCancelled) return;
    this.isCancelled = true;
    this.captured = true;
    if (this.open) for (const call of [...this.open]) call.cancel();
  }

  add(call: OpenCall): void {
    this.captured = true;
    this.open ??= new Set();
    const open = this.open;
    open.add(call);
    const drop = () => void open.delete(call);
    call.settled.then(drop, drop);
  }
}

/** @throws RangeError if there are as many names as there may be */
function addName(name: string, ofSpan: Readonly<Record<string, number>>, ofThread: Set<string>): void {
  if (Object.keys(ofSpan).length >= SPAN_MAX_METERS)
    throw new RangeError(`meter: one span cannot have more than ${SPAN_MAX_METERS} names. ${FEWER_METERS}`);
  if (ofThread.size >= TRIAL_MAX_METERS && !ofThread.has(name)) throw new RangeError(TOO_MANY_METERS);
  ofThread.add(name);
}

/** Names from the root to this span. */
export function trailOf(ctx: SpanContext | null): string[] {
  const names: string[] = [];
  for (let at = ctx; at; at = at.place.parent) {
    names.push(at.place.name);
    if (!at.place.parent) names.push(...[...at.place.trail].reverse());
  }
  return names.reverse();
}

/** Cancels what was issued from a body that failed, as far as the workflow's failure policy wants that. */
export function cancelOpen(ctx: SpanContext): void {
  if (!ctx.place.finishRunnable) ctx.cancel();
  else for (const call of ctx.open ?? []) if (call.leave) call.cancel();
}

/**
 * Waits until every call that was issued from here has settled, and those that code after them issues. Waits for items of
 * queues that are left then are let go of.
 */
export async function drain(ctx: SpanContext, clock: Clock): Promise<void> {
  while (ctx.open && ctx.open.size > 0) {
    const all = [...ctx.open];
    const calls = all.filter((call) => !call.leave);
    if (calls.length === 0) for (const wait of all) wait.leave?.();
    await Promise.allSettled((calls.length === 0 ? all : calls).map((call) => call.settled));
    // Callbacks of these promises may issue further calls, after any number of microtasks.
    await new Promise<void>((go) => clock.after(0, go));
  }
}
