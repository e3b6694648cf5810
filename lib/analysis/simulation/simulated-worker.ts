import { unpackAlike } from "@/lib/base/alike";
import type { Answer, WorkerEvents, WorkerHandle } from "@/lib/engine/host";
import { codeOf, strategyNamed } from "@/lib/engine/strategies";
import type { VirtualClock } from "@/lib/engine/virtual-clock";
import type { CallMessage, Scope } from "@/lib/protocol/calls";
import type { Chunk, ChunkFailure, ChunkOutcome, TrainOutcome } from "@/lib/protocol/chunks";
import { ID_SPACE } from "@/lib/protocol/rows";
import type { EntryOutcome, EntryRequest } from "@/lib/protocol/runner";
import type { ToRunner } from "@/lib/protocol/to-runner";
import { payloadLength } from "@/lib/runner/remote/payload";
import { packOutcomes } from "@/lib/runner/remote/train-outcomes";
import type { RemoteCall, SimulatedBody, SimulatedCall, SimulationModel } from "./model";
import type { SimulationParameters } from "./parameters";
import { playCallGraph } from "./play-call-graph";

/** The body of a call, or of an item of it, that a worker has run. Times in ms. */
export interface SimulatedItem {
  readonly chunk: Chunk;
  readonly item: number;
  readonly worker: number;
  readonly started: number;
  readonly ended: number;
}

export interface SimulatedWorld {
  readonly clock: VirtualClock;
  readonly model: SimulationModel;
  readonly parameters: SimulationParameters;
  readonly calls: Map<number, RemoteCall>;
  /** Limits of the entry, which hold for every call. */
  readonly scopes: readonly Scope[];
  readonly observe: ((item: SimulatedItem) => void) | undefined;
  /** When the coordinator sends what it was just given, ms: it is one thread, and sends one chunk after the other. */
  sendAt(): number;
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i += 1) total += values[i] as number;
  return total;
}

/** The body that makes a call: the span it is recorded under, and its chunk; 0 for the entry's. */
interface Caller {
  readonly span: number;
  readonly chunk: number;
}

const FAILED_BEFORE = { name: "Error", message: "failed when it was recorded" };

/** A worker that makes the calls and spends the times of a recording, and speaks the runner's protocol with the engine. */
export class SimulatedWorker implements WorkerHandle {
  private settles: Map<number, () => void> | undefined;
  private ids = 0;

  /** @param readyAt ms */
  constructor(
    private readonly world: SimulatedWorld,
    private readonly id: number,
    private readonly readyAt: number,
    private readonly events: WorkerEvents,
  ) {}

  private get now(): number {
    return this.world.clock.now();
  }

  rest(): void {}

  begin(): void {}

  end(): void {}

  post(message: ToRunner): void {
    if (message.type === "all") for (const each of message.messages) this.post(each);
    if (message.type === "chunks") this.runTrain(unpackAlike(message.chunks));
    if (message.type === "succeeded") for (const call of message.calls) this.settled(call);
    if (message.type === "settled") this.settled(message.call);
  }

  private settled(call: number): void {
    const settle = this.settles?.get(call);
    this.settles?.delete(call);
    this.world.calls.delete(call);
    // The engine is in the middle of something.
    if (settle) this.world.clock.soon(settle);
  }

  runEntry(_: EntryRequest, done: (answer: Answer) => void): void {
    const { clock, model } = this.world;
    const outcome: EntryOutcome = { ok: true };
    this.play(model.entry, { span: this.nextIds(1), chunk: 0 }, () =>
      clock.after(model.after, () => done({ ok: true, value: outcome })),
    );
  }

  runChunk(chunk: Chunk, _: Transferable[], done: (answer: Answer) => void): void {
    const { clock, parameters } = this.world;
    this.send(this.bytesIn(chunk), () =>
      this.arrived(chunk, (outcome) =>
        clock.after(parameters.backMs(outcome.bytes), () => done({ ok: true, value: outcome })),
      ),
    );
  }

  private bytesIn(chunk: Chunk): number {
    const first = Math.max(0, chunk.index);
    return sum(this.callOf(chunk).bytesIn, first, first + payloadLength(chunk.payload));
  }

  private send(bytes: number, arrived: () => void): void {
    const arrives = Math.max(this.world.sendAt(), this.readyAt);
    this.world.clock.after(arrives + this.world.parameters.thereMs(bytes) - this.now, arrived);
  }

  /** Single calls in one message, one after the other; those behind one that makes calls itself are given back, as a runner does. */
  private runTrain(chunks: readonly Chunk[]): void {
    const waiting = [...chunks];
    let outcomes: TrainOutcome[] = [];
    const report = (unstarted: readonly number[]) => {
      const message = { type: "train", outcomes: packOutcomes(outcomes), unstarted } as const;
      const bytes = outcomes.reduce((total, { outcome }) => total + (outcome?.bytes ?? 0), 0);
      outcomes = [];
      this.world.clock.after(this.world.parameters.backMs(bytes), () => this.events.message(message));
    };
    const next = (): void => {
      const chunk = waiting.shift();
      if (!chunk) {
        report([]);
        return;
      }
      if (this.callOf(chunk).bodies.size > 0) report(waiting.splice(0).map(({ chunk: id }) => id));
      this.arrived(chunk, (outcome) => {
        outcomes.push({ chunk: chunk.chunk, outcome });
        next();
      });
    };
    this.send(
      chunks.reduce((total, chunk) => total + this.bytesIn(chunk), 0),
      next,
    );
  }

  private arrived(chunk: Chunk, done: (outcome: ChunkOutcome) => void): void {
    const call = this.callOf(chunk);
    const received = this.now;
    const first = Math.max(0, chunk.index);
    const n = payloadLength(chunk.payload);
    const failures: ChunkFailure[] = [];
    const items = { next: first, end: first + n };
    const places = Math.max(1, Math.min(call.inside, n));
    let open = places;
    const ended = () => {
      open -= 1;
      if (open > 0) return;
      const bytes = sum(call.bytesOut, first, first + n);
      const outcome: ChunkOutcome = {
        payload: chunk.payload,
        ran: n,
        ms: this.now - received,
        bytes,
        failures,
      };
      done(outcome);
    };
    for (let place = 0; place < places; place += 1)
      this.runItems(call, chunk, items, places === 1, failures, ended);
  }

  private callOf(chunk: Chunk): RemoteCall {
    return this.world.calls.get(chunk.index < 0 ? chunk.id : chunk.parent) as RemoteCall;
  }

  /** Runs one item after the other. @param alone in its message: then those without calls take one step of time together */
  private runItems(
    call: RemoteCall,
    chunk: Chunk,
    items: { next: number; readonly end: number },
    alone: boolean,
    failures: ChunkFailure[],
    done: () => void,
  ): void {
    const { clock, parameters } = this.world;
    const first = Math.max(0, chunk.index);
    const run = (): void => {
      let took = 0;
      let ran = 0;
      while (items.next < items.end && (alone || ran === 0)) {
        const item = items.next;
        const failed = this.failedAttempt(call, chunk, item);
        if (failed === undefined && call.bodies.has(item)) break;
        items.next += 1;
        ran += 1;
        const ms = this.itemMs(call, chunk, item);
        if (failed) {
          const { attempt } = chunk;
          failures.push({ offset: item - first, attempt, error: FAILED_BEFORE, retryAfterMs: failed.delay });
        }
        this.ran(chunk, item, this.now + took, this.now + took + ms);
        took += ms + parameters.perItemMs;
      }
      if (ran > 0) {
        clock.after(took, run);
        return;
      }
      const item = items.next;
      const body = item < items.end ? call.bodies.get(item) : undefined;
      if (body === undefined) {
        done();
        return;
      }
      items.next += 1;
      const started = this.now;
      this.play(body, { span: chunk.id + item - first, chunk: chunk.chunk }, () => {
        this.ran(chunk, item, started, this.now);
        run();
      });
    };
    run();
  }

  /** The attempt of the recording that this one is, if that failed. */
  private failedAttempt({ earlier }: RemoteCall, chunk: Chunk, item: number) {
    return chunk.retry || earlier.size === 0 ? undefined : earlier.get(item)?.[chunk.attempt - 1];
  }

  private itemMs(call: RemoteCall, chunk: Chunk, item: number): number {
    const { itemMs } = this.world.parameters;
    const failed = this.failedAttempt(call, chunk, item);
    if (failed) return itemMs(failed.ms);
    let ms = itemMs(call.ms[item] as number);
    if (chunk.retry)
      for (const attempt of call.earlier.get(item) ?? []) ms += itemMs(attempt.ms) + attempt.delay;
    return ms;
  }

  private play(body: SimulatedBody, caller: Caller, done: () => void): void {
    playCallGraph(body, this.world.clock, (call, settled) => this.call(call, caller, settled), done);
  }

  private call(call: SimulatedCall, caller: Caller, settled: () => void): void {
    if (call.type === "remote") {
      this.callRemote(call, caller, settled);
      return;
    }
    const span = this.nextIds(1);
    if (call.type === "delay") this.world.clock.after(call.ms, settled);
    else this.play(call.body, { ...caller, span }, settled);
  }

  private callRemote(call: RemoteCall, caller: Caller, settled: () => void): void {
    const n = call.ms.length;
    const id = this.nextIds(call.map ? n + 1 : 1);
    this.world.calls.set(id, call);
    this.settles ??= new Map();
    this.settles.set(id, settled);
    const message = this.message(call, caller, id);
    this.events.message(call.process ? { type: "process", call: message } : message);
  }

  private message(call: RemoteCall, { span, chunk }: Caller, id: number): CallMessage {
    const { parameters, model } = this.world;
    const n = call.ms.length;
    const environment = model.environments.get(call.pool);
    const attempts = Math.max(0, ...[...call.earlier.values()].map((list) => list.length));
    return {
      type: "call",
      id,
      parent: span,
      task: call.task,
      kind: call.kind,
      map: call.map,
      payload: { form: "numbers", numbers: new Float64Array(n) },
      options: {
        retry: attempts === 0 ? undefined : { maxRetries: attempts, delayMs: 0, backoff: "constant" },
        environment: environment && {
          name: call.pool,
          replicas: environment.lanes,
          concurrency: environment.concurrency,
        },
        concurrency: Number.isFinite(call.limit) ? call.limit : 0,
        minSuccessRatio: 1,
        chunkSize: parameters.chunkOfAll ?? call.rule,
        finishRunnable: false,
        stream: false,
      },
      strategy: codeOf(strategyNamed(parameters.strategy ?? call.strategy)),
      scopes: this.world.scopes,
      depth: call.depth,
      path: 0,
      trail: [],
      chunk,
      issued: this.now,
      bytes: sum(call.bytesIn, 0, n),
    };
  }

  private nextIds(n: number): number {
    const id = this.id * ID_SPACE + this.ids;
    this.ids += n;
    return id;
  }

  private ran(chunk: Chunk, item: number, started: number, ended: number): void {
    this.world.observe?.({ chunk, item, worker: this.id, started, ended });
  }
}
