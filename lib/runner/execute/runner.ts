import { unpackAlike } from "@/lib/base/alike";
import { type Clock, realClock } from "@/lib/base/clock";
import { KINDS } from "@/lib/model/kind";
import type { Payload } from "@/lib/protocol/calls";
import type { Chunk, ChunkOutcome } from "@/lib/protocol/chunks";
import {
  type EntryOutcome,
  type EntryRequest,
  RUNNER_PROTOCOL_VERSION,
  type RunnerApi,
  type RunnerInit,
} from "@/lib/protocol/runner";
import type { ToRunner } from "@/lib/protocol/to-runner";
import type { WireError } from "@/lib/protocol/wire-error";
import type { Body, StartLanguage } from "../host/language";
import { EarlyResults } from "../remote/early-results";
import { FanoutError, toWire } from "../remote/errors";
import { payloadLength } from "../remote/payload";
import { InlineSlot } from "./inline-slots";
import { Items } from "./items";
import { ChunkPlaces, declared } from "./places";
import { type Post, Thread } from "./thread";
import { Train } from "./train";
import { callWorkflow, inputsOf } from "./workflows";

/** A runner: holds the program, runs its entry (the driver) and chunks of task calls. */
export class Runner implements RunnerApi {
  private current: Thread | null = null;
  private loading: Promise<WireError | null> | undefined;

  constructor(
    private readonly post: Post,
    private readonly language: StartLanguage,
    private readonly clock: Clock = realClock,
  ) {}

  get thread(): Thread | null {
    return this.current;
  }

  receive(message: ToRunner): void {
    const thread = this.current;
    if (!thread) return;
    if (message.type === "all") for (const each of message.messages) this.receive(each);
    else if (message.type === "succeeded")
      for (const [i, call] of message.calls.entries())
        thread.receive({
          type: "settled",
          call,
          part: { index: 0, payload: { form: "list", list: [message.values[i]] } },
        });
    else if (message.type === "chunks")
      void new Train(thread, unpackAlike(message.chunks), (chunk) => this.runChunk(chunk)).run();
    else thread.receive(message);
  }

  /** Begins to load the program. Calls may be sent right away: they wait for it. */
  load(init: RunnerInit): void {
    this.post({ type: "started", protocol: RUNNER_PROTOCOL_VERSION });
    if (init.protocol !== RUNNER_PROTOCOL_VERSION) {
      const message = `this runner speaks version ${RUNNER_PROTOCOL_VERSION} of the runner's protocol, the engine version ${init.protocol}`;
      this.loading = Promise.resolve({ name: "FanoutError", message });
      return;
    }
    const thread = new Thread(init, this.post, this.clock, this.language);
    this.current = thread;
    this.loading = thread.language
      .load(init.code)
      .then(
        () => null,
        (error: unknown) => toWire(error, []),
      )
      .finally(() => {
        thread.current = null;
        thread.isLoading = false;
      });
  }

  async loaded(): Promise<WireError | null> {
    return (await this.loading) ?? null;
  }

  async rest(): Promise<void> {
    this.current?.rest();
  }

  async begin(init: RunnerInit): Promise<void> {
    this.current?.restart(init);
  }

  /** Waits for the program. @throws FanoutError if it failed to load */
  private async ready(): Promise<Thread> {
    const error = await this.loading;
    if (error)
      throw new FanoutError(`the program failed to load in a worker: ${error.name}: ${error.message}`);
    return this.current as Thread;
  }

  async runEntry({ inputs, only }: EntryRequest): Promise<EntryOutcome> {
    const thread = await this.ready();
    const { language, recorder } = thread;
    try {
      const entry = language.entry(only);
      const value = await callWorkflow(thread, null, 0, entry, inputsOf(thread, entry, inputs));
      return { ok: true, value, ...recorder.take() };
    } catch (error) {
      return { ok: false, error: toWire(error, []), ...recorder.take(), results: thread.results?.take() };
    }
  }

  async runChunk(chunk: Chunk): Promise<ChunkOutcome> {
    const thread = this.loading === undefined ? (this.current as Thread) : await this.ready();
    this.loading = undefined;
    const received = thread.now();
    const early = chunk.stream ? new EarlyResults(thread, chunk.chunk) : undefined;
    const items = itemsOf(thread, chunk, received, early);
    thread.chunks.set(chunk.chunk, items);
    try {
      await items.run();
    } finally {
      early?.end();
      thread.chunks.delete(chunk.chunk);
    }
    return {
      payload: items.results.packed(items.next),
      ran: items.next,
      ms: thread.now() - received,
      bytes: items.results.bytes,
      failures: items.failures.map(({ offset, attempt, error }) => ({ offset, attempt, error })),
      ...thread.recorder.take(),
    };
  }
}

/** The items of a chunk, about to run. @throws FanoutError where the program has no such task */
function itemsOf(thread: Thread, chunk: Chunk, received: number, early: EarlyResults | undefined): Items {
  const { language, values } = thread;
  const task = chunk.exported === undefined ? language.task(chunk.task) : undefined;
  const fn: Body | undefined = chunk.exported === undefined ? task?.fn : language.exported(chunk.exported);
  if (typeof fn !== "function") throw new FanoutError(`this worker has no task "${chunk.task}"`);
  const payload =
    chunk.payload.form === "numbers"
      ? chunk.payload
      : ({ ...chunk.payload, list: values.decode(chunk.payload.list) } as Payload);
  let failures = chunk.failuresAllowed;
  const isInside = chunk.inner !== chunk.strategy;
  const places = declared(chunk.scopes).length > 0 ? new ChunkPlaces(thread, chunk.chunk) : null;
  const soft = chunk.scopes.filter((scope) => scope.soft);
  let isFirst = true;
  /** The first body inside has the chunk's places, the others need places of their own. */
  const slots = () => {
    const has = isFirst ? places : null;
    isFirst = false;
    return new InlineSlot(thread.slots, chunk.depth, has ? soft : chunk.scopes, has);
  };
  return new Items(thread, {
    fn,
    payload,
    id: chunk.id,
    parent: chunk.parent,
    index: chunk.index,
    attempt: chunk.attempt,
    place: {
      parent: null,
      kind: KINDS[chunk.kind] ?? "task",
      name: chunk.task,
      depth: chunk.depth,
      strategy: chunk.inner,
      scopes: chunk.scopes,
      places: isInside ? null : places,
      chunk: chunk.chunk,
      finishRunnable: chunk.finishRunnable,
      trail: chunk.trail,
      keepsCheckpoints: task?.retry !== undefined,
      computing: chunk.computing,
      path: chunk.path,
      inTask: 0,
    },
    strategy: chunk.strategy,
    issued: chunk.issued,
    loops: chunk.window,
    holder: isInside ? slots : null,
    retry: chunk.retry,
    timeoutMs: chunk.timeoutMs,
    keys: chunk.keys,
    refused: chunk.refused,
    checkpoints: chunk.checkpoints,
    copies: chunk.retry !== undefined || payloadLength(payload) > 1 || thread.recorder.wantsPreview,
    crossing: { dispatched: chunk.dispatched, received, bytesIn: chunk.bytes },
    onFail: () => --failures >= 0,
    onResult: early && ((offset, value) => early.add(offset, value)),
  });
}
