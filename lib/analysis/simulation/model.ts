import { getOrCreate } from "@/lib/base/get-or-create";
import { strategyNamed, strategyOf } from "@/lib/engine/strategies";
import { RUN_POOL } from "@/lib/engine/workers/pools";
import { KINDS } from "@/lib/model/kind";
import type { ChunkRule } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import { attemptsOf, childrenOf } from "@/lib/trace/children";
import { bodyEnd, isExecuted, isInline, isMap, isSpan, isTaken, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "../time/bodies";
import { type CallGraph, callGraphOf } from "../time/call-graph";
import { type Message, messagesOf } from "../time/messages";
import { turnsOf } from "../time/work-span";
import { type Costs, costsOf } from "./costs";
import { environmentsOf, limitOf, mostAtOnceInside, type PoolHint, ruleOf } from "./hints";

export type SimulatedCall =
  | { readonly type: "inline"; readonly body: SimulatedBody }
  /** Takes that long and no worker: a result from the cache, a group without calls. */
  | { readonly type: "delay"; readonly ms: number }
  | RemoteCall;

export interface RemoteCall {
  readonly type: "remote";
  readonly task: string;
  /** Position in KINDS of what one call or item is. */
  readonly kind: number;
  readonly strategy: StrategyName;
  readonly pool: string;
  readonly depth: number;
  readonly map: boolean;
  /** A process: a worker of its own under every strategy and no limit. */
  readonly process: boolean;
  /** Chunks of this map at once, where the recording shows a limit below the slots there were; otherwise none. */
  readonly limit: number;
  /** The rule that its chunks followed, where it was not the run's own. */
  readonly rule: ChunkRule | undefined;
  /** Bodies in parallel inside a message, where the strategy lets them. */
  readonly inside: number;
  /** ms that each item's body runs, in its last attempt. */
  readonly ms: Float64Array;
  readonly bytesIn: Float64Array;
  readonly bytesOut: Float64Array;
  /** Items whose body makes calls itself. */
  readonly bodies: ReadonlyMap<number, SimulatedBody>;
  /** Attempts before the last, by item. */
  readonly earlier: ReadonlyMap<number, readonly { readonly ms: number; readonly delay: number }[]>;
}

export interface SimulatedBody {
  readonly causes: CallGraph["causes"];
  readonly end: CallGraph["end"];
  readonly calls: readonly { readonly cause: number; readonly gap: number; readonly call: SimulatedCall }[];
}

/** A run, as far as its recording shows how it would go under other circumstances. */
export interface SimulationModel {
  readonly entry: SimulatedBody;
  /** Of the entry. */
  readonly strategy: StrategyName;
  /** ms before the entry started (its lane had to), and after it ended. */
  readonly before: number;
  readonly after: number;
  readonly measuredMs: number;
  readonly workers: number;
  readonly costs: Costs;
  /** Each environment's pool. The run's own is not among them. */
  readonly environments: ReadonlyMap<string, PoolHint>;
  /** Calls that went to workers. With 0 there is nothing to simulate. */
  readonly remoteCalls: number;
  readonly warm: boolean;
  /** It started a pool of its own when it began. */
  readonly startsPool: boolean;
}

const PROCESS = KINDS.indexOf("process");

/** @param settings of the measured run: its concurrency and chunk rule */
export function simulationModelOf(
  trace: Trace,
  settings: { readonly concurrency: number; readonly chunk: ChunkRule },
  bodies: Bodies = bodiesOf(trace),
): SimulationModel {
  const messages = messagesOf(trace, bodies);
  return new Reader(trace, settings, bodies, messages).model(costsOf(trace, bodies, messages));
}

class Reader {
  private readonly children;
  private readonly attempts;
  private readonly labels: ReadonlyMap<number, string>;
  /** Messages of each map or single call, by the row of the map or call. */
  private readonly messages = new Map<number, Message[]>();
  private readonly depth: Int32Array;
  private remoteCalls = 0;

  constructor(
    private readonly trace: Trace,
    private readonly settings: { readonly concurrency: number; readonly chunk: ChunkRule },
    private readonly bodies: Bodies,
    messages: readonly Message[],
  ) {
    this.children = childrenOf(trace);
    this.attempts = attemptsOf(trace);
    this.labels = new Map(trace.lanes.map((lane) => [lane.lane, lane.label]));
    for (const message of messages) {
      const row = message.rows[0] ?? 0;
      const span = (trace.attemptOf[row] as number) >= 0 ? (trace.attemptOf[row] as number) : row;
      const up = trace.parent[span] as number;
      getOrCreate(this.messages, up >= 0 && isMap(trace, up) ? up : span, (): Message[] => []).push(message);
    }
    this.depth = new Int32Array(trace.count);
    for (let row = 1; row < trace.count; row += 1)
      this.depth[row] = (this.depth[trace.parent[row] as number] ?? 0) + 1;
  }

  model(costs: Costs): SimulationModel {
    const { trace } = this;
    const scripts = this.scripts();
    const environments = environmentsOf(trace, this.bodies);
    const started = trace.started[0] ?? Number.NaN;
    const before = Number.isNaN(started) ? 0 : started;
    return {
      strategy: strategyOf(trace.strategy[0] ?? 0).name,
      entry: scripts[0] ?? {
        causes: [{ from: 0, to: 0 }],
        calls: [],
        end: { cause: 0, gap: this.bodies.compute[0] ?? 0 },
      },
      before,
      after: trace.count === 0 ? 0 : Math.max(0, trace.wallMs - bodyEnd(trace, 0)),
      measuredMs: trace.wallMs,
      workers: trace.workers,
      costs,
      environments,
      remoteCalls: this.remoteCalls,
      warm: trace.lanes.some((lane) => lane.role === "pool" && lane.ready <= 0),
      startsPool: trace.lanes.some((lane) => lane.role === "pool" && lane.label === RUN_POOL),
    };
  }

  /** The script of each row that makes calls. Children stand after their parents, so from the end each is there when needed. */
  private scripts(): (SimulatedBody | undefined)[] {
    const { trace } = this;
    const scripts: (SimulatedBody | undefined)[] = [];
    for (let row = trace.count - 1; row >= 0; row -= 1) {
      const rows = this.childRows(row);
      if (rows.length === 0 || isMap(trace, row) || !isSpan(trace, row) || Number.isNaN(trace.started[row]))
        continue;
      scripts[row] = this.bodyOf(row, rows, scripts);
    }
    return scripts;
  }

  private bodyOf(
    row: number,
    rows: Int32Array,
    scripts: readonly (SimulatedBody | undefined)[],
  ): SimulatedBody {
    const turns = turnsOf(this.trace, this.bodies, row);
    const { causes, calls, end } = callGraphOf(this.trace, row, rows, turns, this.began);
    return {
      causes,
      end,
      calls: calls.map(({ row: child, cause, gap }) => ({ cause, gap, call: this.call(child, scripts) })),
    };
  }

  private call(row: number, scripts: readonly (SimulatedBody | undefined)[]): SimulatedCall {
    const { trace } = this;
    if (isMap(trace, row)) return this.map(row, scripts);
    if (isTaken(trace, row)) return { type: "delay", ms: this.lasted(row) };
    if (isExecuted(trace, row) && !isInline(trace, row))
      return Number.isNaN(trace.started[row])
        ? { type: "delay", ms: 0 }
        : this.remote(row, Int32Array.of(row), false, scripts);
    const body = scripts[row];
    return body === undefined ? { type: "delay", ms: this.lasted(row) } : { type: "inline", body };
  }

  private map(row: number, scripts: readonly (SimulatedBody | undefined)[]): SimulatedCall {
    const { trace } = this;
    const rows = this.childRows(row);
    const ran = rows.filter((item) => !isTaken(trace, item) && !Number.isNaN(trace.started[item]));
    // Of an empty map its strategy tells: it gives up its caller's slot, as any other does.
    const isEmpty = rows.length === 0 && strategyOf(trace.strategy[row] as number).runs !== "inline";
    if (isEmpty || ran.some((item) => isExecuted(trace, item) && !isInline(trace, item)))
      return this.remote(row, ran, true, scripts);
    // Inline: as a body that makes its items' calls, so that what they call in turn goes to workers.
    return ran.some((item) => scripts[item] !== undefined)
      ? { type: "inline", body: this.bodyOf(row, rows, scripts) }
      : { type: "delay", ms: this.lasted(row) };
  }

  private remote(
    row: number,
    items: Int32Array,
    map: boolean,
    scripts: readonly (SimulatedBody | undefined)[],
  ): RemoteCall {
    const { trace } = this;
    this.remoteCalls += items.length;
    const first = items[0] ?? row;
    const messages = this.messages.get(row) ?? [];
    const strategy = strategyOf(trace.strategy[first] as number).name;
    const found = new Map<number, SimulatedBody>();
    const earlier = new Map<number, { ms: number; delay: number }[]>();
    const ms = Float64Array.from(items, (item) => this.bodies.compute[item] as number);
    items.forEach((item, i) => {
      const script = scripts[item];
      if (script !== undefined) found.set(i, script);
      const rows = this.attempts.get(item);
      if (rows === undefined) return;
      const before = this.earlier(item, rows);
      // Retried in place, the item takes as long as all its attempts.
      if (map && strategyNamed(strategy).retries === "in place")
        for (const attempt of before) ms[i] = (ms[i] as number) + attempt.ms + attempt.delay;
      else earlier.set(i, before);
    });
    const limit = map
      ? limitOf(trace, messages, strategy, this.settings.concurrency)
      : Number.POSITIVE_INFINITY;
    return {
      type: "remote",
      task: nameAt(trace, first),
      kind: trace.kind[first] as number,
      strategy,
      pool: this.labels.get(trace.worker[first] as number) ?? RUN_POOL,
      depth: this.depth[row] as number,
      map,
      process: trace.kind[first] === PROCESS,
      limit,
      rule: map ? ruleOf(trace, messages, items.length, strategy, this.settings, limit) : 1,
      inside: strategyNamed(strategy).insideMessage === undefined ? 1 : mostAtOnceInside(trace, messages),
      ms,
      bytesIn: Float64Array.from(items, (item) => trace.bytesIn[item] as number),
      bytesOut: Float64Array.from(items, (item) => trace.bytesOut[item] as number),
      bodies: found,
      earlier,
    };
  }

  private earlier(item: number, rows: readonly number[]): { ms: number; delay: number }[] {
    const { trace } = this;
    return rows.map((row, i) => {
      const next = rows[i + 1] ?? item;
      // A retry in place is not sent again: its chunk was dispatched before the first attempt.
      const again = (trace.dispatched[next] as number) - (trace.settled[row] as number);
      const inPlace = (trace.started[next] as number) - (trace.ended[row] as number);
      const delay = again >= 0 ? again : inPlace;
      return { ms: this.bodies.compute[row] as number, delay: delay > 0 ? delay : 0 };
    });
  }

  private childRows(row: number): Int32Array {
    const { offsets, rows } = this.children;
    return rows.subarray(offsets[row] as number, offsets[row + 1] as number);
  }

  /** When the first attempt of a call started, ms. */
  private readonly began = (row: number): number =>
    this.trace.started[this.attempts.get(row)?.[0] ?? row] as number;

  /** ms from when it was made, or from its turn in its caller's thread, until its result was there. */
  private lasted(row: number): number {
    const turn = isInline(this.trace, row) ? this.began(row) : Number.NaN;
    const made = Number.isNaN(turn) ? (this.trace.issued[row] as number) : turn;
    const ms = (this.trace.settled[row] as number) - made;
    return ms > 0 ? ms : 0;
  }
}
