import type { Cancel } from "@/lib/base/clock";
import { STATUSES } from "@/lib/model/status";
import type { WireError } from "@/lib/protocol/wire-error";
import { retryDelayMs } from "@/lib/sdk/policy/retry";
import { isNonRecoverable, mark, toCaller } from "../remote/errors";
import { payloadLength } from "../remote/payload";
import { argsFor } from "./arguments";
import { BLOCK_MS, nextBlock } from "./block-size";
import { enter, finish, inTime, isThenable, type Result } from "./body";
import type { InlineSlot } from "./inline-slots";
import { type Accepted, ItemResults } from "./item-results";
import { ItemRows } from "./item-rows";
import type { ItemsPlan } from "./items-plan";
import { SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

const RUNNING = STATUSES.indexOf("running");
const SUCCEEDED = STATUSES.indexOf("succeeded");
const FAILED = STATUSES.indexOf("failed");
const AsyncFunction = (async () => {}).constructor;

/** An item whose body has been entered. */
interface Begun {
  readonly ctx: SpanContext;
  readonly given: unknown;
  readonly result: Result | undefined;
}

/** An attempt after one that failed. */
interface NextAttempt {
  readonly i: number;
  readonly attempt: number;
  readonly checkpoints: ReadonlyMap<string, unknown> | null;
  /** Not made after all: the item fails as its last attempt did. */
  giveUp(): void;
}

/** Runs the items of a map, or one call, in this thread; records each one's span. */
export class Items {
  readonly failures: {
    readonly offset: number;
    readonly attempt: number;
    readonly error: WireError;
  }[] = [];
  /** Index of the first item that has not started. */
  next = 0;
  private stopped = false;
  readonly results: ItemResults;
  readonly rows: ItemRows;
  private readonly n: number;
  private readonly blocks: boolean;
  private block = 1;
  private clock = 0;
  private spare: SpanContext | null = null;
  /** Bodies that run, those of blocks excepted. */
  private readonly running = new Set<SpanContext>();
  private loops = 0;
  /** Loops whose item waits for a cached result, maybe for that of an item whose next attempt is due. */
  private lookups = 0;
  /** Attempts that wait for their delay. They hold no loop: other items go on. */
  private readonly delayed = new Map<NextAttempt, Cancel>();
  /** Attempts whose delay is over. */
  private readonly due: NextAttempt[] = [];
  private whenDone: (() => void) | undefined;

  constructor(
    private readonly thread: Thread,
    private readonly plan: ItemsPlan,
  ) {
    this.n = payloadLength(plan.payload);
    this.blocks =
      plan.loops === 1 &&
      !plan.cache &&
      !plan.onResult &&
      plan.timeoutMs === undefined &&
      !(plan.fn instanceof AsyncFunction);
    this.results = new ItemResults(
      this.n,
      plan.loops === 1,
      plan.crossing !== undefined,
      plan.place.name,
      thread,
    );
    this.rows = new ItemRows(thread, plan, this.n, this.results);
  }

  /** Items that have not started. */
  get unstarted(): number {
    return this.stopped ? 0 : this.n - this.next;
  }

  get task(): string {
    return this.plan.place.name;
  }

  /** Items that run in parallel. */
  get parallel(): number {
    return Math.min(this.plan.loops, this.n);
  }

  async run(): Promise<void> {
    if (this.n === 1) return this.runAll(1);
    this.thread.maps.add(this);
    try {
      await this.runAll(this.parallel);
    } finally {
      this.thread.maps.delete(this);
    }
  }

  private async runAll(loops: number): Promise<void> {
    if (loops <= 1) await this.loop();
    else {
      const running: Promise<void>[] = [];
      for (let i = 0; i < loops; i++) {
        running.push(this.loop());
        // A body that has already ended is recorded before the next one takes the thread.
        await undefined;
        await undefined;
      }
      await Promise.all(running);
    }
    if (this.loops + this.delayed.size > 0)
      await new Promise<void>((done) => {
        this.whenDone = done;
      });
  }

  /** Skips what has not started: items, further attempts, and calls of the bodies that run. */
  cancel(): void {
    this.stopped = true;
    for (const stop of this.delayed.values()) stop();
    const left = [...this.due.splice(0), ...this.delayed.keys()];
    this.delayed.clear();
    for (const attempt of left) attempt.giveUp();
    for (const ctx of [...this.running]) ctx.cancel();
    this.checkDone();
  }

  private checkDone(): void {
    if (this.loops + this.delayed.size === 0) this.whenDone?.();
  }

  /** Loops that run a body, or are about to. */
  private get active(): number {
    return this.loops - this.lookups;
  }

  private get hasMore(): boolean {
    return !this.stopped && (this.next < this.n || this.due.length > 0);
  }

  private async loop(): Promise<void> {
    this.loops++;
    let holder = this.plan.holder?.() ?? null;
    const wait = holder?.start();
    if (wait) await wait;
    try {
      while (this.hasMore && this.active <= this.plan.loops) {
        const again = this.due.shift();
        if (again) {
          await this.one(again.i, holder, again.attempt, undefined, again.checkpoints);
        } else if (this.blocks) {
          const pending = this.runBlock(holder);
          if (pending) await pending;
        } else {
          await this.one(this.next++, holder, this.plan.attempt, undefined);
        }
        if (holder?.isOver) {
          holder = this.plan.holder?.() ?? null;
          const started = holder?.start();
          if (started) await started;
        }
        // After the last item the result goes back at once, before others take their turn.
        const yielded = this.hasMore ? holder?.yield() : undefined;
        if (yielded) {
          await yielded;
          this.clock = 0;
        }
      }
    } finally {
      holder?.end();
      this.loops--;
      this.checkDone();
    }
  }

  private context(i: number, attempt: number, holder: InlineSlot | null): SpanContext {
    const { plan } = this;
    const index = plan.index < 0 ? -1 : plan.index + i;
    const key = plan.cache?.keyOf(i);
    const { computing = [] } = plan.place;
    const place = key === undefined ? plan.place : { ...plan.place, computing: [...computing, key] };
    const ctx = new SpanContext({ ...place, holder }, plan.id + i, index, attempt);
    ctx.key = plan.keys?.[i];
    // Here, because a body that is no async function is entered before anything else is known of its attempt.
    ctx.checkpoints = plan.checkpoints ?? null;
    return ctx;
  }

  /**
   * Runs synchronous bodies; of short ones many per reading of the clock. The first that returns a promise or throws ends
   * the block.
   */
  private runBlock(holder: InlineSlot | null): Promise<void> | undefined {
    const { plan, thread } = this;
    const from = this.next;
    const end = Math.min(this.n, from + this.block);
    const started = this.clock || thread.now();
    const before = thread.current;
    const computedBefore = thread.computedMs;
    const stop = this.runPlain(from, end, started, holder) ?? this.runOthers(end, holder);
    thread.current = before;
    const ended = thread.now();
    const ran = this.next - from;
    const bodiesEnded = ended - this.results.takeCopyMs();
    if (ran > 0) {
      const computed = thread.computedMs - computedBefore - (stop?.ctx.computed ?? 0);
      this.rows.record(from, ran, SUCCEEDED, plan.attempt, started, bodiesEnded, 0, ended, {
        slept: 0,
        computed,
      });
    }
    this.clock = ended;
    this.block = nextBlock(this.block, ended - started);
    if (this.next < this.n || (stop && !plan.crossing)) thread.flushSoon(ended);
    if (!stop) return undefined;
    this.spare = null;
    if (stop.result && !stop.result.ok) mark(stop.result.error, trailOf(stop.ctx));
    return this.one(this.next++, holder, plan.attempt, { ...stop, started: ran > 0 ? ended : started }).then(
      () => {
        this.clock = 0;
      },
    );
  }

  /** The fast loop for numbers in and numbers out: as little work per item as possible. */
  private runPlain(from: number, end: number, started: number, holder: InlineSlot | null): Begun | undefined {
    const { plan, thread } = this;
    const out = this.results.numbers;
    if (plan.payload.form !== "numbers" || !out || plan.keys || this.rows.previews) return undefined;
    const { numbers } = plan.payload;
    const fn = plan.fn as (item: number | undefined) => unknown;
    const ctx = this.usable(from, holder);
    const { id, index } = plan;
    // The clock is read now and then: items may suddenly be slow.
    const stride = Math.max(1, this.block >> 4);
    let check = from + stride;
    thread.current = ctx;
    for (let i = from; i < end; i++) {
      ctx.span = id + i;
      ctx.index = index < 0 ? -1 : index + i;
      let given: unknown;
      try {
        given = fn(numbers[i]);
      } catch (error) {
        this.next = i;
        return { ctx, given: undefined, result: { ok: false, error } };
      }
      if (typeof given !== "number" || ctx.captured) {
        this.next = i;
        return this.take(ctx, given);
      }
      out[i] = given;
      if (i === check) {
        if (thread.now() - started > BLOCK_MS * 2) {
          this.next = i + 1;
          return undefined;
        }
        check += stride;
      }
    }
    this.next = end;
    return undefined;
  }

  /** The loop for any arguments and results. */
  private runOthers(end: number, holder: InlineSlot | null): Begun | undefined {
    const { plan, thread } = this;
    const fn = plan.fn as (...args: readonly unknown[]) => unknown;
    const from = this.next;
    const started = thread.now();
    while (this.next < end) {
      const i = this.next;
      const ctx = this.usable(i, holder);
      thread.current = ctx;
      let given: unknown;
      try {
        given = fn(...argsFor(thread, plan, i));
      } catch (error) {
        return { ctx, given: undefined, result: { ok: false, error } };
      }
      const stop = this.take(ctx, given);
      if (stop) return stop;
      if ((i - from) % 64 === 63 && thread.now() - started > BLOCK_MS * 2) return undefined;
    }
    return undefined;
  }

  /** Stores the next item's result. @returns the item if the block ends with it */
  private take(ctx: SpanContext, given: unknown): Begun | undefined {
    if (ctx.open || isThenable(given)) return { ctx, given, result: undefined };
    const received = this.results.received(given);
    const { refused } = this.results;
    if (refused) return { ctx, given, result: { ok: false, error: refused } };
    const i = this.next++;
    this.results.store(i, received);
    if (ctx.meters || this.rows.previews) this.rows.describe(ctx, i, { ok: true, value: given });
    return undefined;
  }

  /** A context for item `i`: the previous item's, if nothing can still refer to it. */
  private usable(i: number, holder: InlineSlot | null): SpanContext {
    const { plan } = this;
    if (!this.spare || this.spare.captured) this.spare = this.context(i, plan.attempt, holder);
    this.spare.span = plan.id + i;
    this.spare.index = plan.index < 0 ? -1 : plan.index + i;
    this.spare.key = plan.keys?.[i];
    return this.spare;
  }

  /**
   * Runs one attempt of an item.
   * @param begun a first attempt whose body has already been entered
   * @param kept results of traced calls; undefined for a first attempt
   */
  private async one(
    i: number,
    holder: InlineSlot | null,
    attempt: number,
    begun: (Begun & { readonly started: number }) | undefined,
    kept?: ReadonlyMap<string, unknown> | null,
  ): Promise<void> {
    const { plan, thread } = this;
    if (plan.cache && kept === undefined && !plan.refused?.some(({ index }) => index === i)) {
      holder?.suspend();
      this.lookups++;
      const known = await plan.cache.get(i).finally(() => this.lookups--);
      const wait = holder?.resume();
      if (wait) await wait;
      if (known) {
        const now = thread.now();
        this.rows.record(i, 1, SUCCEEDED, attempt, now, now, known.flag);
        this.rows.describe(this.context(i, attempt, null), i, { ok: true, value: known.value });
        return this.keep(i, known.value);
      }
    }
    const ctx = begun?.ctx ?? this.context(i, attempt, holder);
    if (kept) ctx.checkpoints = kept;
    const started = begun?.started ?? thread.now();
    let result = begun?.result;
    let accepted: Accepted | undefined;
    if (!result) {
      if (plan.place.kind !== "task") this.rows.record(i, 1, RUNNING, attempt, started, Number.NaN);
      const accept = (value: unknown) => {
        accepted = this.results.accept(value);
      };
      const entered = this.attempt(ctx, begun ? { given: begun.given } : undefined, i, started, accept);
      if (entered instanceof Promise) {
        this.running.add(ctx);
        result = await entered;
        this.running.delete(ctx);
      } else result = entered;
      if (plan.timeoutMs !== undefined && thread.init.worker !== 0)
        thread.post({ type: "left", span: ctx.span });
      if (!result.ok && result.isAbandoned) holder?.end();
    }
    const settled = Number.isNaN(ctx.ended) ? thread.now() : ctx.ended;
    const ended = settled - (accepted?.ms ?? 0);
    this.results.lastBytes = accepted?.bytes ?? this.results.primitiveBytes;
    const status = result.ok ? SUCCEEDED : FAILED;
    const spent = { slept: ctx.sleptUntil(ended), computed: ctx.computed };
    this.rows.record(i, 1, status, attempt, started, ended, 0, settled, spent);
    this.rows.describe(ctx, i, result);
    // A chunk's last rows travel with its outcome: the engine adds the time at which they settled.
    if (!plan.crossing || this.next < this.n) thread.flushSoon(ended);
    if (result.ok) {
      const value = accepted?.value;
      plan.cache?.put(i, { ok: true, value });
      return this.keep(i, value);
    }
    const { error } = result;
    const giveUp = () => {
      plan.cache?.put(i, { ok: false, error });
      this.fail(i, attempt, error, ctx);
    };
    const { retry } = plan;
    if (!retry || attempt > retry.maxRetries || isNonRecoverable(error) || this.stopped) return giveUp();
    const { checkpoints } = ctx;
    const delay = retryDelayMs(retry, attempt, () => ctx.draw(thread.init.seed));
    this.later({ i, attempt: attempt + 1, checkpoints, giveUp }, delay);
  }

  /** Makes another attempt after its delay, in a loop that is free then, or in another. */
  private later(attempt: NextAttempt, delay: number): void {
    if (!(delay > 0)) {
      this.due.push(attempt);
      return;
    }
    const cancel = this.thread.clock.after(delay, () => {
      this.delayed.delete(attempt);
      this.due.push(attempt);
      if (this.active < this.plan.loops) void this.loop();
    });
    this.delayed.set(attempt, cancel);
  }

  private announce(ctx: SpanContext, timeoutMs: number): void {
    const { thread } = this;
    if (thread.init.worker === 0) {
      thread.timed.add(ctx, timeoutMs);
      return;
    }
    const { chunk, name: task } = ctx.place;
    thread.post({ type: "entered", span: ctx.span, chunk, task, timeoutMs, trail: trailOf(ctx) });
  }

  private attempt(
    ctx: SpanContext,
    begun: { given: unknown } | undefined,
    i: number,
    started: number,
    accept: (value: unknown) => void,
  ): Result | Promise<Result> {
    const { plan, thread } = this;
    const limit = plan.timeoutMs === undefined ? undefined : { ms: plan.timeoutMs, started };
    if (limit) this.announce(ctx, limit.ms);
    let given: unknown;
    try {
      given = begun ? begun.given : enter(thread, ctx, plan.fn, argsFor(thread, plan, i));
    } catch (error) {
      return finish(thread, ctx, Promise.reject(error), limit);
    }
    if (ctx.open || isThenable(given)) return finish(thread, ctx, given, limit, accept);
    thread.timed.delete(ctx);
    let result: Result = { ok: true, value: given };
    try {
      accept(given);
    } catch (error) {
      mark(error, trailOf(ctx));
      result = { ok: false, error };
    }
    return limit ? inTime(thread, ctx, result, limit) : result;
  }

  private keep(i: number, value: unknown): void {
    this.results.store(i, value);
    this.plan.onResult?.(i, value);
  }

  private fail(offset: number, attempt: number, thrown: unknown, ctx: SpanContext): void {
    this.results.store(offset, undefined);
    this.failures.push({ offset, attempt, error: toCaller(this.thread.values, thrown, trailOf(ctx)) });
    if (!this.plan.onFail(offset)) this.cancel();
  }
}
