import { expect } from "vitest";
import { unpackAlike } from "@/lib/base/alike";
import { runnerStrategies } from "@/lib/engine/strategies";
import { checkMessage } from "@/lib/engine/validate/message";
import { checkEntry, checkOutcome } from "@/lib/engine/validate/outcome";
import { KINDS } from "@/lib/model/kind";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { CallMessage } from "@/lib/protocol/calls";
import type { Chunk, ChunkOutcome } from "@/lib/protocol/chunks";
import type { DirectCallPort } from "@/lib/protocol/direct-calls";
import type { Flush } from "@/lib/protocol/flush";
import type { FromRunner } from "@/lib/protocol/from-runner";
import type { LogLine, SpanNote } from "@/lib/protocol/rows";
import {
  type EntryOutcome,
  type EntryRequest,
  RUNNER_PROTOCOL_VERSION,
  type RunnerApi,
  type RunnerInit,
} from "@/lib/protocol/runner";
import type { ToRunner } from "@/lib/protocol/to-runner";
import type { WireError } from "@/lib/protocol/wire-error";
import { itemsPayload, type ProgramName, type RunnerPrograms } from "./programs";
import { lastRows, type Row, readRows } from "./rows";

/** A runner as the suite drives it. Whatever crosses is cloned, both ways and in order. */
export interface StartedRunner {
  readonly api: RunnerApi;
  send(message: ToRunner): void;
  /** All that it has posted, in order. */
  readonly posted: readonly FromRunner[];
  /** Lets time pass, real or virtual, until something is so. @throws Error where it can no longer become so */
  until(condition: () => boolean): Promise<void>;
  /** Two ends of a channel: one for the suite, one that `send` hands to the runner. */
  channel(): readonly [DirectCallPort, DirectCallPort];
  stop(): void;
}

/** Starts a runner that loads its program right away. */
export type StartRunner = (init: RunnerInit) => StartedRunner | Promise<StartedRunner>;

export interface SessionOptions extends Partial<Omit<RunnerInit, "strategy" | "code">> {
  /** Default "pooled". */
  readonly strategy?: StrategyName;
}

export const codeOf = (strategy: StrategyName): number => STRATEGIES.indexOf(strategy);

/** What the engine tells a runner. */
export function initOf(
  programs: RunnerPrograms,
  program: ProgramName,
  { strategy = "pooled", ...change }: SessionOptions,
): RunnerInit {
  return {
    protocol: RUNNER_PROTOCOL_VERSION,
    worker: 0,
    epoch: 0,
    seed: 1,
    strategies: runnerStrategies,
    maxParallelism: 25,
    workers: 2,
    prior: new Map(),
    cores: 4,
    ...programs.program(program),
    ...change,
    strategy: codeOf(strategy),
  };
}

type MessageOf<T extends FromRunner["type"]> = Extract<FromRunner, { readonly type: T }>;

/** Single calls that are made one right after the other may come in one message. */
const eachOf = (message: FromRunner): readonly FromRunner[] =>
  message.type === "calls" ? unpackAlike(message.calls) : [message];

/** The coordinator's side of one runner, in the hands of a test. */
export class Session {
  private readonly taken = new Map<string, number>();
  private readonly flushes: Flush[] = [];
  private read = 0;

  constructor(
    readonly runner: StartedRunner,
    private readonly programs: RunnerPrograms,
    /** What the runner was started with. */
    readonly init: RunnerInit,
  ) {}

  /** Waits for an answer of the runner's. */
  async wait<T>(answer: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    answer.then(end, end);
    await this.runner.until(() => isOver);
    return answer;
  }

  /** Starts the entry. */
  entry(inputs: EntryRequest["inputs"] = {}, only?: EntryRequest["only"]): Promise<EntryOutcome> {
    return this.recorded(this.runner.api.runEntry({ inputs, only }), checkEntry);
  }

  /** Runs the entry. @returns its value, decoded */
  async value(inputs: EntryRequest["inputs"] = {}): Promise<unknown> {
    return this.valueOf(this.entry(inputs));
  }

  async valueOf(entry: Promise<EntryOutcome>): Promise<unknown> {
    const outcome = await this.wait(entry);
    expect(outcome.error).toBeUndefined();
    return this.programs.decode(outcome.value);
  }

  /** Starts a chunk of items of a task: of a map unless `index` is -1. */
  chunk(task: string, items: readonly unknown[], change: Partial<Chunk> = {}): Promise<ChunkOutcome> {
    const count = change.index === -1 ? 1 : items.length;
    const chunk = this.chunkOf(task, items, change);
    return this.recorded(this.runner.api.runChunk(chunk), (outcome) => checkOutcome(outcome, count));
  }

  /** Sends single calls of a task as a train. @param calls the arguments of each, by its chunk */
  train(calls: Readonly<Record<number, readonly [task: string, ...args: unknown[]]>>): void {
    const chunks = Object.entries(calls).map(([id, [task, ...args]]) =>
      this.chunkOf(task, args, { index: -1, chunk: Number(id), id: 100 + Number(id) }),
    );
    this.runner.send({ type: "chunks", chunks });
  }

  private chunkOf(task: string, items: readonly unknown[], change: Partial<Chunk>): Chunk {
    const isMap = change.index !== -1;
    return {
      chunk: 5,
      task,
      kind: KINDS.indexOf("task"),
      payload: isMap
        ? itemsPayload(this.programs, items)
        : { form: "tuples", list: [this.programs.encodeArgs(items)] },
      id: 100,
      parent: isMap ? 99 : 0,
      index: 0,
      attempt: 1,
      strategy: codeOf("pooled"),
      inner: codeOf("pooled"),
      window: 1,
      scopes: [],
      depth: 1,
      path: 12345,
      trail: ["entry"],
      issued: 1,
      dispatched: 2,
      bytes: 8,
      finishRunnable: false,
      failuresAllowed: 0,
      ...change,
    };
  }

  private async recorded<T extends Flush>(
    answer: Promise<T>,
    isValid: (outcome: unknown) => boolean,
  ): Promise<T> {
    const outcome = await answer;
    this.takeFlushes();
    this.flushes.push(outcome);
    expect(isValid(outcome), "the engine takes the answer").toBe(true);
    return outcome;
  }

  /** The next message of a type that was not yet taken. */
  async next<T extends FromRunner["type"]>(type: T): Promise<MessageOf<T>> {
    const n = this.taken.get(type) ?? 0;
    this.taken.set(type, n + 1);
    await this.runner.until(() => this.all(type).length > n);
    return this.all(type)[n] as MessageOf<T>;
  }

  all<T extends FromRunner["type"]>(type: T): MessageOf<T>[] {
    return this.runner.posted
      .flatMap(eachOf)
      .filter((message): message is MessageOf<T> => message.type === type);
  }

  /** Settles a call with results, of which those from `index` on have not been sent. */
  settle({ id: call }: CallMessage, values: readonly unknown[], index = 0): void {
    const payload = itemsPayload(this.programs, values);
    this.runner.send({ type: "settled", call, part: { index, payload } });
  }

  fail({ id: call }: CallMessage, error: Partial<WireError> = {}): void {
    const name = this.programs.errorName;
    this.runner.send({ type: "settled", call, error: { name, message: "boom", ...error } });
  }

  private takeFlushes(): void {
    const { posted } = this.runner;
    for (; this.read < posted.length; this.read++) {
      const message = posted[this.read];
      if (message?.type === "flush") this.flushes.push(message.flush);
    }
  }

  private get recording(): readonly Flush[] {
    this.takeFlushes();
    return this.flushes;
  }

  /** All rows, in the order recorded. */
  get allRows(): Row[] {
    return readRows(this.recording);
  }

  /** The row that counts of each attempt. */
  rows(name?: string): Row[] {
    return lastRows(this.allRows).filter((row) => name === undefined || row.name === name);
  }

  /** What the driver has kept for another run, by name. */
  get results(): ReadonlyMap<number, unknown> {
    const kept = this.recording.flatMap(({ results }) =>
      results ? Array.from(results.names, (name, i) => [name, results.values[i]] as const) : [],
    );
    return new Map(kept);
  }

  get notes(): SpanNote[] {
    return this.recording.flatMap(({ notes }) => notes ?? []);
  }

  get logs(): LogLine[] {
    return this.recording.flatMap(({ logs }) => logs ?? []);
  }

  /** Ends the runner. Everything that it posted has to be what the engine takes. */
  end(): void {
    this.runner.stop();
    for (const message of this.runner.posted)
      expect(checkMessage(message), `the engine takes ${message.type}`).toBe(true);
  }
}
