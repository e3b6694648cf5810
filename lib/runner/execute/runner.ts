import { type Clock, realClock } from "@/lib/base/clock";
import { KINDS } from "@/lib/model/kind";
import type {
  Chunk,
  ChunkOutcome,
  EntryOutcome,
  EntryRequest,
  RunnerApi,
  RunnerInit,
  ToRunner,
  WireError,
} from "@/lib/protocol/runner";
import { type Definition, definitionOf, type Fn } from "../javascript/api/registry";
import { createSdk, type Sdk } from "../javascript/api/sdk";
import { decodeObjects } from "../javascript/decode-objects";
import { encodeObjects } from "../javascript/object-codec";
import { type ContextHooks, contextHooks } from "../javascript/realm/async-context";
import { FanoutError, toWire } from "../remote/errors";
import { inspect, refusal } from "../remote/payload";
import { InlineSlot } from "./inline-slots";
import { Items } from "./items";
import { callWorkflow } from "./nodes";
import { type Post, Thread } from "./thread";

/** What a compiled program finds as `__fanout` and as its module `fanout`. */
export interface ProgramHost {
  readonly sdk: Sdk;
  readonly hooks: ContextHooks & {
    readonly define: (binding: string, line: number, column: number, make: () => unknown) => unknown;
  };
}

/** Evaluates a compiled program with its SDK. @param code its text, or where it is. @returns the module's exports. */
export type LoadProgram = (code: string, host: ProgramHost) => Promise<Readonly<Record<string, unknown>>>;

/** A runner: holds the program, runs its entry (the driver) and chunks of task calls. */
export class Runner implements RunnerApi {
  private current: Thread | null = null;
  private sdk: Sdk | null = null;
  private loading: Promise<WireError | null> | undefined;

  constructor(
    private readonly post: Post,
    private readonly loadProgram: LoadProgram,
    private readonly clock: Clock = realClock,
  ) {}

  get thread(): Thread | null {
    return this.current;
  }

  receive(message: ToRunner): void {
    this.current?.receive(message);
  }

  /** Begins to load the program. Calls may be sent at once: they wait for it. */
  load(init: RunnerInit): void {
    this.loading = this.doLoad(init);
  }

  async loaded(): Promise<WireError | null> {
    return (await this.loading) ?? null;
  }

  private async doLoad(init: RunnerInit): Promise<WireError | null> {
    const thread = new Thread(init, this.post, this.clock);
    this.current = thread;
    this.sdk = createSdk(() => thread);
    const host: ProgramHost = {
      sdk: this.sdk,
      hooks: { ...contextHooks(thread), define: thread.registry.define },
    };
    try {
      thread.exports = await this.loadProgram(init.code, host);
      return null;
    } catch (error) {
      return toWire(error, []);
    } finally {
      thread.registry.loading = false;
      thread.current = null;
    }
  }

  async begin(epoch: number): Promise<void> {
    this.current?.restart(epoch);
  }

  /** The program loaded, or its error thrown. Chunks may be sent right behind `load`. */
  private async ready(): Promise<Thread> {
    const error = await this.loading;
    if (error)
      throw new FanoutError(
        `the program failed while it loaded in this worker: ${error.name}: ${error.message}`,
      );
    return this.current as Thread;
  }

  async runEntry({ inputs, only }: EntryRequest): Promise<EntryOutcome> {
    const thread = await this.ready();
    try {
      const entry = only ? again(thread, only) : entryOf(thread);
      const value = await callWorkflow(thread, null, entry, inputs, () => ({}));
      const found = inspect(value, "the output");
      const refused = refusal(entry.name, found);
      if (refused) throw refused;
      return { ok: true, value: encodeObjects(value), ...thread.recorder.take() };
    } catch (error) {
      return { ok: false, error: toWire(error, []), results: results(thread), ...thread.recorder.take() };
    }
  }

  async runChunk(chunk: Chunk): Promise<ChunkOutcome> {
    const thread = this.loading === undefined ? (this.current as Thread) : await this.ready();
    this.loading = undefined;
    const received = thread.now();
    const target = chunk.exported === undefined ? thread.registry.byName.get(chunk.task) : undefined;
    const fn = chunk.exported === undefined ? target?.fn : (thread.exports[chunk.exported] as Fn | undefined);
    if (typeof fn !== "function") throw new FanoutError(`this worker has no task "${chunk.task}"`);
    const { Queue } = this.sdk as Sdk;
    const queues = { Queue: (record: Record<string, unknown>) => Queue.revive(record) };
    const payload =
      chunk.payload.form === "numbers"
        ? chunk.payload
        : { ...chunk.payload, list: chunk.payload.list.map((item) => decodeObjects(item, queues)) };
    const inner = chunk.inner;
    let failures = chunk.failuresAllowed;
    const items = new Items(thread, {
      fn,
      payload: payload as Chunk["payload"],
      id: chunk.id,
      parent: chunk.parent,
      index: chunk.index,
      attempt: chunk.attempt,
      place: {
        parent: null,
        kind: KINDS[chunk.kind] ?? "task",
        name: chunk.task,
        depth: chunk.depth,
        strategy: inner,
        scopes: chunk.scopes,
        chunk: chunk.chunk,
        finishRunnable: chunk.finishRunnable,
        trail: chunk.trail,
        keepsCheckpoints: target?.retry !== undefined,
        path: chunk.path,
      },
      strategy: chunk.strategy,
      flags: 0,
      issued: chunk.issued,
      dispatched: chunk.dispatched,
      received,
      stampsSettled: true,
      loops: chunk.window,
      holder: thread.strategyOf(inner).inline
        ? () => new InlineSlot(thread.slots, chunk.depth, chunk.scopes)
        : null,
      retry: chunk.retry,
      timeoutMs: chunk.timeoutMs,
      keys: chunk.keys,
      checkpoints: chunk.checkpoints,
      crosses: true,
      bytesIn: chunk.bytes,
      onFail: () => --failures >= 0,
    });
    await items.run();
    const packed = items.results.packed(items.next);
    const results =
      items.results.encoded && packed.form !== "numbers"
        ? { ...packed, list: packed.list.map(encodeObjects) }
        : packed;
    return {
      payload: results as ChunkOutcome["payload"],
      ran: items.next,
      ms: thread.now() - received,
      bytes: items.results.bytes,
      failures: items.failures.map(({ offset, attempt, error }) => ({ offset, attempt, error })),
      ...thread.recorder.take(),
    };
  }
}

function results(thread: Thread): { path: number; value: unknown }[] {
  const kept: { path: number; value: unknown }[] = [];
  for (const result of thread.results) {
    try {
      kept.push({ path: result.path, value: structuredClone(encodeObjects(result.value)) });
    } catch {
      // What cannot be cloned cannot be taken over by another run.
    }
  }
  return kept;
}

function entryOf(thread: Thread): Definition {
  const entry = thread.exports.default;
  const definition = definitionOf(entry);
  if (entry === undefined)
    throw new FanoutError(
      "the program has no default export; write `export default workflow(…)`: it is what Run runs",
    );
  if (definition?.kind !== "workflow")
    throw new FanoutError(
      `the default export must be a workflow, because it is what Run runs${definition ? `; "${definition.name}" is a ${definition.kind}` : ""}`,
    );
  return definition;
}

/** An entry that runs one task or workflow by itself. */
function again(
  thread: Thread,
  only: { readonly task: string; readonly args: readonly unknown[] },
): Definition {
  const target = thread.registry.callables.get(only.task);
  if (!target) throw new FanoutError(`the program has no task "${only.task}" any more`);
  return {
    kind: "workflow",
    name: `again: ${only.task}`,
    fn: () => Reflect.apply(target, undefined, only.args as unknown[]),
    cache: false,
    cacheVersion: "",
    version: "",
    finishRunnable: false,
  };
}
