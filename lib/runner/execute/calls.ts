import { itemPath } from "@/lib/base/hash";
import { KINDS } from "@/lib/model/kind";
import { MAX_DEPTH, MAX_SPANS, tooManySpans } from "@/lib/model/limits";
import { STATUSES } from "@/lib/model/status";
import { FLAG_INLINE, FLAG_REPLAYED, pack } from "@/lib/protocol/rows";
import type { Payload, RunnerStrategy, Scope } from "@/lib/protocol/runner";
import { allowedFailures } from "@/lib/sdk/policy/success";
import { callOptions, type MapOptions } from "../javascript/api/options";
import type { Definition } from "../javascript/api/registry";
import { decodeObjects } from "../javascript/decode-objects";
import { CallResults, callRemote } from "../remote/call-remote";
import { mayCallDirectly } from "../remote/direct-calls/caller";
import { FanoutError, mark } from "../remote/errors";
import { inspect, packList, payloadLength, refusal } from "../remote/payload";
import { inlineCache, keyOf } from "./cache";
import { InlineSlot } from "./inline-slots";
import { Items } from "./items";
import { type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

const MAP = KINDS.indexOf("map");
const RUNNING = STATUSES.indexOf("running");
const SUCCEEDED = STATUSES.indexOf("succeeded");
const FAILED = STATUSES.indexOf("failed");
const SKIPPED = STATUSES.indexOf("skipped");

/** Values the SDK makes again on this side (queues need the thread). */
export type ObjectDecoders = (
  thread: Thread,
) => Readonly<Record<string, (record: Record<string, unknown>) => unknown>>;

/** A call as its parts: one item and no options for a single call. */
export interface Request {
  readonly definition: Definition;
  readonly payload: Payload;
  readonly map: MapOptions | undefined;
  readonly keys: readonly string[] | undefined;
  /** Gets each result as it comes. */
  readonly onResult?: (index: number, value: unknown) => void;
}

export function currentContext(thread: Thread, what: string): SpanContext {
  const ctx = thread.current;
  if (!ctx)
    throw new FanoutError(
      `${what} was called outside of a run: call it from a workflow, a dynamic or a task, not while the module loads`,
    );
  if (ctx.place.depth + 1 > MAX_DEPTH)
    throw new FanoutError(`${what}: runs are nested deeper than ${MAX_DEPTH} levels`);
  return ctx;
}

export function reserve(thread: Thread, n: number): number {
  if (thread.spansIssued + n > MAX_SPANS) throw new FanoutError(tooManySpans(MAX_SPANS));
  return thread.nextIds(n);
}

/** Carries out a call of a task or a map of one, by the strategy that holds where it is made. */
export function invoke(
  thread: Thread,
  ctx: SpanContext,
  request: Request,
  decoders: ObjectDecoders,
): Promise<unknown[]> {
  const { definition, map } = request;
  const strategy = map?.strategy ?? ctx.place.strategy;
  const path = ctx.nextPath(map ? `map ${definition.name}` : definition.name);
  const n = payloadLength(request.payload);
  const id = reserve(thread, map ? n + 1 : n);
  const revive = (value: unknown) => decodeObjects(value, decoders(thread));
  const call: Call = { ...request, thread, ctx, strategy, path, n, id, issued: thread.now(), revive };
  if (!map && thread.init.prior.has(path)) return Promise.resolve([replay(call)]);
  return thread.strategyOf(strategy).inline ? inline(call) : remote(call);
}

interface Call extends Request {
  readonly thread: Thread;
  readonly ctx: SpanContext;
  readonly strategy: number;
  readonly path: number;
  readonly n: number;
  readonly id: number;
  readonly issued: number;
  readonly revive: (value: unknown) => unknown;
}

function replay(call: Call): unknown {
  const { thread, definition } = call;
  const now = thread.now();
  const packed = pack(KINDS.indexOf(definition.kind), SUCCEEDED, FLAG_REPLAYED | FLAG_INLINE, call.strategy);
  thread.recorder.row(
    call.id,
    call.ctx.span,
    1,
    thread.recorder.name(definition.name),
    packed,
    -1,
    1,
    -1,
    call.issued,
    Number.NaN,
    Number.NaN,
    now,
    now,
    now,
    0,
    0,
  );
  return call.revive(thread.init.prior.get(call.path));
}

function remote(call: Call): Promise<unknown[]> {
  const { thread, ctx, definition, map, payload } = call;
  let bytes = 8 * call.n;
  let encoded = false;
  if (payload.form !== "numbers") {
    const found = inspect(payload.list, map ? "items" : "arguments");
    const refused = refusal(definition.name, found);
    if (refused) throw refused;
    bytes = found.bytes;
    encoded = found.encoded;
  }
  const { line } = thread;
  if (line?.idle) {
    if (!map && !encoded && call.strategy === line.strategy && mayCallDirectly(definition, ctx)) {
      const settled = line.call(
        ctx,
        definition,
        call.id,
        call.path,
        payload.form === "tuples" ? (payload.list[0] as readonly unknown[]) : [],
        bytes,
      );
      ctx.add({ settled, cancel: () => undefined });
      return settled.then((value) => [call.revive(value)]);
    }
    line.giveBack();
  }
  const args = argumentsOf(payload);
  const results = new CallResults(call.n, call.revive);
  const sink = call.onResult ? streaming(results, call.onResult) : results;
  const settled = callRemote(
    thread,
    ctx,
    {
      id: call.id,
      parent: ctx.span,
      task: definition.name,
      kind: KINDS.indexOf(definition.kind),
      map: map !== undefined,
      payload,
      options: callOptions(definition, ctx, map, call.onResult !== undefined),
      strategy: call.strategy,
      scopes: ctx.place.scopes,
      depth: ctx.place.depth + 1,
      path: call.path,
      trail: trailOf(ctx),
      chunk: ctx.place.chunk,
      issued: call.issued,
      keys: call.keys,
      cacheKeys: definition.cache
        ? Array.from({ length: call.n }, (_, i) => keyOf(definition, args(i)))
        : undefined,
      bytes,
    },
    sink,
    encoded,
  );
  results.prepare(map !== undefined && payload.form === "numbers");
  return settled.then(() => {
    if (payload.form === "numbers") thread.numbers.giveBack(payload.numbers);
    return results.values;
  });
}

function streaming(results: CallResults, onResult: (index: number, value: unknown) => void) {
  return {
    part(index: number, payload: Payload) {
      results.part(index, payload);
      for (let i = 0; i < payloadLength(payload); i++) onResult(index + i, results.values[index + i]);
    },
  };
}

function argumentsOf(payload: Payload): (i: number) => unknown {
  return (i) =>
    payload.form === "numbers"
      ? [payload.numbers[i]]
      : payload.form === "tuples"
        ? payload.list[i]
        : [payload.list[i]];
}

function inline(call: Call): Promise<unknown[]> {
  const { thread, ctx, definition, map } = call;
  const depth = ctx.place.depth + 1;
  const strategy = thread.strategyOf(call.strategy);
  const scopes = strategy.limited ? ctx.place.scopes : [];
  const itemId = map ? call.id + 1 : call.id;
  const allowed = map ? allowedFailures(call.n, map.minSuccessRatio) : 0;
  let failed = 0;
  const openRow = (status: number, ended: number) => {
    if (!map) return;
    const packed = pack(MAP, status, FLAG_INLINE, call.strategy);
    thread.recorder.row(
      call.id,
      ctx.span,
      1,
      thread.recorder.name(definition.name),
      packed,
      -1,
      1,
      thread.init.lane,
      call.issued,
      call.issued,
      call.issued,
      call.issued,
      ended,
      ended,
      0,
      0,
    );
  };
  openRow(RUNNING, Number.NaN);
  const items = new Items(thread, {
    fn: definition.fn,
    payload: call.payload,
    id: itemId,
    parent: map ? call.id : ctx.span,
    index: map ? 0 : -1,
    attempt: 1,
    place: {
      parent: ctx,
      kind: definition.kind,
      name: definition.name,
      depth,
      strategy: call.strategy,
      scopes: ctx.place.scopes,
      chunk: ctx.place.chunk,
      finishRunnable: ctx.place.finishRunnable,
      trail: [],
      keepsCheckpoints: definition.retry !== undefined,
      path: call.path,
    },
    strategy: call.strategy,
    flags: FLAG_INLINE,
    issued: call.issued,
    dispatched: Number.NaN,
    received: Number.NaN,
    stampsSettled: false,
    loops: loopsOf(call, strategy, scopes),
    holder: () => new InlineSlot(thread.slots, depth, scopes),
    retry: definition.retry,
    timeoutMs: definition.timeoutMs,
    keys: call.keys,
    crosses: false,
    bytesIn: 0,
    cache: inlineCache(thread, definition, call.path, map ? 0 : -1, argumentsOf(call.payload), call.revive),
    onFail: () => ++failed <= allowed || ctx.place.finishRunnable,
    onResult: call.onResult,
  });
  const holder = ctx.place.holder;
  holder?.suspend();
  const settled = items.run().then(async () => {
    const wait = holder?.resume();
    if (wait) await wait;
    const now = thread.now();
    if (wait) items.rows.settledAt(now);
    if (items.next < call.n) recordSkipped(call, itemId, items.next, now);
    openRow(failed > allowed ? FAILED : items.next < call.n ? SKIPPED : SUCCEEDED, now);
    thread.flushSoon(now);
    const first = items.failures[0];
    if (first && failed > allowed) {
      mark(first.thrown, [...trailOf(ctx), definition.name]);
      throw first.thrown;
    }
    if (items.next < call.n) throw new FanoutError(`${definition.name} was skipped`);
    const values = items.results.values();
    for (const failure of items.failures) values[failure.offset] = null;
    thread.collect(values, map ? (i) => itemPath(call.path, i) : () => call.path, items.failures.length);
    return values;
  });
  ctx.add({ settled, cancel: () => items.skip() });
  return settled;
}

function loopsOf(call: Call, { inlineSlots }: RunnerStrategy, scopes: readonly Scope[]): number {
  if (inlineSlots === 1) return 1;
  const limits = scopes.map((scope) => scope.limit);
  if (call.map && call.map.concurrency > 0) limits.push(call.map.concurrency);
  return Math.max(1, Math.min(call.n, ...limits));
}

function recordSkipped(call: Call, itemId: number, from: number, now: number): void {
  const { thread, definition, map } = call;
  const packed = pack(KINDS.indexOf(definition.kind), SKIPPED, FLAG_INLINE | (map ? 16 : 0), call.strategy);
  thread.recorder.row(
    itemId + from,
    map ? call.id : call.ctx.span,
    call.n - from,
    thread.recorder.name(definition.name),
    packed,
    map ? from : -1,
    1,
    -1,
    call.issued,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    now,
    0,
    0,
  );
}

export { packList };
