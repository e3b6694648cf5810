import { KINDS } from "@/lib/model/kind";
import type { Status } from "@/lib/model/status";
import type { CallOptions, CallPlace, Payload, RefusedItem, Scope } from "@/lib/protocol/calls";
import { FLAG_INLINE, FLAG_ITEM, FLAG_REUSED } from "@/lib/protocol/rows";
import type { RunnerStrategy } from "@/lib/protocol/runner";
import { allowedFailures } from "@/lib/sdk/policy/success";
import { cacheKey, type ReusableCall, reuseNames, wholeDigest } from "../host/identity";
import type { Definition } from "../host/language";
import { CallResults, callRemote } from "../remote/call-remote";
import { CALL_AGAIN, mayCallDirectly } from "../remote/direct-calls/caller";
import { fromWire } from "../remote/errors";
import { ARGUMENTS, ITEMS, payloadLength, refusal } from "../remote/payload";
import { screenItems } from "../remote/refused-items";
import { argsOf, copyArguments } from "./arguments";
import { computingIn, inlineCache, keyOf, reused } from "./cache";
import { InlineSlot } from "./inline-slots";
import { Items } from "./items";
import { declared } from "./places";
import type { NamedRow } from "./recorder";
import { refuse, skippedError } from "./skipped";
import { type OpenCall, type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

/** How a map runs. */
export interface MapOptions {
  /** Items in parallel; 0: as many as there are slots. */
  readonly concurrency: number;
  readonly minSuccessRatio: number;
  /** Code of the map's strategy. Undefined: its caller's. */
  readonly strategy: number | undefined;
  readonly chunkSize: CallOptions["chunkSize"];
}

/** A call of a task, or a map of it. A single call has one item and no map options. */
export interface CallRequest {
  readonly definition: Definition;
  /** The call expression; 0 where the language cannot tell. */
  readonly site: number;
  readonly payload: Payload;
  readonly map: MapOptions | undefined;
  /** Code of a single call's strategy. Undefined: its caller's. */
  readonly strategy?: number | undefined;
  readonly keys: readonly string[] | undefined;
  /** Of a single call's arguments, where the language knows it already. */
  readonly digest?: number | undefined;
  /** Called with each result as it arrives: null for a failure that is allowed. */
  readonly onResult?: (index: number, value: unknown) => void;
  /** Called when the call is under way. */
  readonly onOpen?: ((call: OpenCall) => void) | undefined;
}

interface Call extends CallRequest {
  readonly thread: Thread;
  readonly ctx: SpanContext;
  readonly strategy: number;
  readonly path: number;
  readonly place: CallPlace;
  readonly digests: ArrayLike<number> | undefined;
  readonly n: number;
  readonly id: number;
  readonly issued: number;
}

/** Runs a task call or a map under the map's strategy, else under its caller's. */
export function invoke(thread: Thread, ctx: SpanContext, request: CallRequest): Promise<unknown[]> {
  const { definition, map } = request;
  const strategy = (map ?? request).strategy ?? ctx.place.strategy;
  const digests = request.digest === undefined ? digestsOf(thread, request.payload) : [request.digest];
  const name = map ? `map ${definition.name}` : definition.name;
  const { path, place } = ctx.identify(request.site, name, wholeDigest(request.payload, digests));
  const n = payloadLength(request.payload);
  const id = thread.nextIds(map ? n + 1 : n);
  const call: Call = { ...request, thread, ctx, strategy, path, place, digests, n, id, issued: thread.now() };
  if (map && call.keys) thread.recorder.keys(id, call.keys);
  if (ctx.isCancelled) return skip(call);
  if (!map && thread.init.prior.size > 0) {
    const [known] = reuseNames(reusable(call));
    if (thread.init.prior.has(known as number)) return Promise.resolve([reuse(call, known as number)]);
  }
  if (definition.cache && ctx.place.computing) refuseCycle(call);
  return thread.strategyOf(strategy).inline ? inline(call) : remote(call);
}

/** @throws FanoutError where an item would wait for a call around it */
function refuseCycle({ thread, ctx, definition, payload, n }: Call): void {
  for (let i = 0; i < n; i++)
    computingIn(ctx, definition.name, keyOf(thread, definition, argsOf(payload, i)));
}

function opened({ ctx, onOpen }: Call, open: OpenCall): void {
  ctx.add(open);
  onOpen?.(open);
}

const NONE: ReadonlySet<number> = new Set();

function rowOf({ definition, strategy, ctx, id, issued }: Call, status: Status, flags = 0): NamedRow {
  const { name, kind } = definition;
  return { id, parent: ctx.span, name, kind, status, strategy, flags: flags | FLAG_INLINE, issued };
}

/** Digests of the items, or of one call's arguments; numbers need none. */
function digestsOf({ values }: Thread, payload: Payload): ArrayLike<number> | undefined {
  if (payload.form === "numbers") return undefined;
  const { list } = payload;
  if (list.length === 1) return [values.digest(argsOf(payload, 0))];
  const digests = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) digests[i] = values.digest(argsOf(payload, i));
  return digests;
}

const reusable = ({ place, definition, payload, digests, keys }: Call): ReusableCall => ({
  place,
  version: definition.version,
  payload,
  digests,
  keys,
});

/** A call in what has failed never starts. */
function skip(call: Call): Promise<never> {
  const { thread, definition, map, id, n, issued } = call;
  if (map) thread.recorder.put({ ...rowOf(call, "skipped"), kind: "map", settled: issued });
  if (n > 0) recordSkipped(call, map ? id + 1 : id, 0, issued);
  thread.flushSoon();
  return refuse(thread, definition.name);
}

/** Takes the result from an earlier run. */
function reuse(call: Call, name: number): unknown {
  const { thread } = call;
  const now = thread.now();
  const times = { started: now, ended: now, settled: now };
  thread.recorder.put({ ...rowOf(call, "succeeded", FLAG_REUSED), ...times });
  return reused(thread, thread.init.prior.get(name));
}

function remote(call: Call): Promise<unknown[]> {
  const { thread, ctx, definition, map } = call;
  const { values, direct } = thread;
  let { payload } = call;
  let refusedItems: readonly RefusedItem[] | undefined;
  let bytes = 8 * call.n;
  let encoded = false;
  if (payload.form !== "numbers") {
    const inspect = (of: Payload) =>
      map
        ? values.inspect(of.form === "numbers" ? [] : of.list, ITEMS)
        : values.inspect(argsOf(of, 0), ARGUMENTS);
    let found = inspect(payload);
    if (map && found.problem !== undefined) {
      ({ payload, refused: refusedItems } = screenItems(values, payload));
      found = inspect(payload);
    }
    const refused = refusal(definition.name, found);
    if (refused) throw refused;
    bytes = found.bytes;
    encoded = found.encoded;
  }
  if (direct?.idle) {
    if (
      !map &&
      !encoded &&
      !call.keys &&
      call.strategy === direct.strategy &&
      mayCallDirectly(definition, ctx)
    ) {
      // As they are now, should the call have to be made again.
      const { payload: kept } = copyArguments(thread, definition.name, payload, false);
      const settled = direct
        .call(ctx, definition, call.id, call.path, argsOf(payload, 0), bytes)
        .then((value) => {
          const decoded = [values.decode(value)];
          thread.results?.add(reusable(call), decoded, NONE);
          return decoded;
        })
        .catch((error: unknown) => {
          if (error !== CALL_AGAIN) throw error;
          return viaEngine({ ...call, payload: kept }, { bytes, encoded, refused: undefined });
        });
      opened(call, { settled, cancel: () => undefined });
      return settled;
    }
    direct.giveBack();
  }
  return viaEngine({ ...call, payload }, { bytes, encoded, refused: refusedItems });
}

interface Inspected {
  readonly bytes: number;
  /** The arguments hold objects that are encoded. */
  readonly encoded: boolean;
  readonly refused: readonly RefusedItem[] | undefined;
}

/** Sends a call to the coordinator. */
function viaEngine(call: Call, { bytes, encoded, refused }: Inspected): Promise<unknown[]> {
  const { thread, ctx, definition, map, payload } = call;
  const { values } = thread;
  const shape = shapeOf(call);
  const results = new CallResults(call.n, (value) => values.decode(value), call.onResult);
  const open = callRemote(
    thread,
    ctx,
    {
      id: call.id,
      parent: ctx.span,
      task: definition.name,
      kind: KINDS.indexOf(definition.kind),
      map: map !== undefined,
      payload,
      options: shape.options,
      strategy: call.strategy,
      scopes: ctx.place.scopes,
      depth: ctx.place.depth + 1,
      path: call.path,
      place: call.place,
      digests: call.digests,
      trail: shape.trail,
      chunk: ctx.place.chunk,
      issued: call.issued,
      keys: call.keys,
      refused,
      cacheKeys: definition.cache ? cacheKeysOf(call, payload, refused) : undefined,
      computing: ctx.place.computing,
      bytes,
    },
    results,
    encoded,
  );
  opened(call, open);
  results.prepare(map !== undefined && payload.form === "numbers");
  return open.settled.then(() => {
    if (payload.form === "numbers") thread.numbers.giveBack(payload.numbers);
    return results.values;
  });
}

function cacheKeysOf(
  { thread, definition, n }: Call,
  payload: Payload,
  refused: readonly RefusedItem[] = [],
): readonly string[] {
  const problems = new Map(refused.map(({ index, problem }) => [index, problem]));
  return Array.from({ length: n }, (_, i) => {
    const problem = problems.get(i);
    // No value has this text: there is nothing to find, and its failure is not kept.
    if (problem !== undefined) return cacheKey(definition, `refused ${i}: ${problem}`);
    return keyOf(thread, definition, argsOf(payload, i));
  });
}

interface Shape {
  readonly definition: Definition;
  readonly options: CallOptions;
  readonly trail: readonly string[];
}

/** Of the last single call of each body: what is the same object in several calls of a message crosses once. */
const shapes = new WeakMap<SpanContext, Shape>();

function shapeOf(call: Call): Shape {
  const { ctx, definition, map } = call;
  const known = map ? undefined : shapes.get(ctx);
  if (known?.definition === definition) return known;
  const shape = { definition, options: optionsOf(call), trail: trailOf(ctx) };
  if (!map) shapes.set(ctx, shape);
  return shape;
}

function optionsOf({ definition, ctx, map, onResult }: Call): CallOptions {
  return {
    retry: definition.retry,
    timeoutMs: definition.timeoutMs,
    environment: definition.environment,
    concurrency: map?.concurrency ?? 0,
    minSuccessRatio: map?.minSuccessRatio ?? 1,
    chunkSize: map?.chunkSize,
    finishRunnable: ctx.place.finishRunnable,
    stream: onResult !== undefined,
  };
}

function inline(call: Call): Promise<unknown[]> {
  const { thread, ctx, definition, map } = call;
  const { payload, copied, refused } = copyArguments(
    thread,
    definition.name,
    call.payload,
    map !== undefined,
  );
  const depth = ctx.place.depth + 1;
  const strategy = thread.strategyOf(call.strategy);
  const scopes = strategy.limited ? ctx.place.scopes : declared(ctx.place.scopes);
  const itemId = map ? call.id + 1 : call.id;
  const allowed = map ? allowedFailures(call.n, map.minSuccessRatio) : 0;
  let failed = 0;
  const recordMap = (status: Status, ended: number) => {
    if (!map) return;
    const { issued } = call;
    const times = { dispatched: issued, received: issued, started: issued, ended, settled: ended };
    thread.recorder.put({ ...rowOf(call, status), kind: "map", worker: thread.init.worker, ...times });
  };
  recordMap("running", Number.NaN);
  const items = new Items(thread, {
    fn: definition.fn,
    payload,
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
      places: null,
      finishRunnable: ctx.place.finishRunnable,
      trail: [],
      keepsCheckpoints: definition.retry !== undefined,
      computing: ctx.place.computing,
      path: call.path,
      inTask: 0,
    },
    strategy: call.strategy,
    issued: call.issued,
    loops: loopsOf(call, strategy, scopes),
    holder: () => new InlineSlot(thread.slots, depth, scopes),
    retry: definition.retry,
    timeoutMs: definition.timeoutMs,
    copied,
    copies: definition.retry !== undefined || thread.recorder.wantsPreview,
    keys: call.keys,
    refused,
    cache: inlineCache(
      thread,
      definition,
      ctx.place.chunk,
      () => reuseNames(reusable(call)),
      (i) => argsOf(payload, i),
    ),
    onFail: (offset) => {
      const isAllowed = ++failed <= allowed;
      if (isAllowed) call.onResult?.(offset, null);
      return isAllowed || ctx.place.finishRunnable;
    },
    onResult: call.onResult,
  });
  // A body that has a slot releases it; one that came as a chunk lends its places under declared limits.
  const holder = ctx.place.holder ?? ctx.place.places;
  holder?.suspend();
  const settled = items.run().then(async () => {
    const wait = holder?.resume();
    if (wait) await wait;
    const now = thread.now();
    if (wait) items.rows.settledAt(now);
    if (items.next < call.n) recordSkipped(call, itemId, items.next, now);
    recordMap(failed > allowed ? "failed" : items.next < call.n ? "skipped" : "succeeded", now);
    thread.flushSoon(now);
    const first = items.failures[0];
    if (first && failed > allowed) throw fromWire(thread.values, first.error);
    if (items.next < call.n) throw skippedError(definition.name);
    const values = items.results.values();
    const failures = new Set(items.failures.map(({ offset }) => offset));
    for (const offset of failures) values[offset] = null;
    thread.results?.add(reusable(call), values, failures);
    return values;
  });
  opened(call, { settled, cancel: () => items.cancel() });
  return settled;
}

/** Items in parallel in this thread. */
function loopsOf(call: Call, { inlineSlots }: RunnerStrategy, scopes: readonly Scope[]): number {
  if (inlineSlots === 1) return 1;
  const limits = scopes.map((scope) => scope.limit);
  if (call.map && call.map.concurrency > 0) limits.push(call.map.concurrency);
  return Math.max(1, Math.min(call.n, ...limits));
}

function recordSkipped(call: Call, itemId: number, from: number, settled: number): void {
  const { thread, map, n } = call;
  const row = rowOf(call, "skipped", map ? FLAG_ITEM : 0);
  const parent = map ? call.id : row.parent;
  const index = map ? from : -1;
  thread.recorder.put({ ...row, id: itemId + from, parent, size: n - from, index, settled });
}
