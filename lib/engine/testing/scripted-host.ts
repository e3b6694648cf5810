import { KINDS } from "@/lib/model/kind";
import { MAX_SPANS, MAX_WORKERS } from "@/lib/model/limits";
import type { CallMessage, CallOptions } from "@/lib/protocol/calls";
import type { Chunk } from "@/lib/protocol/chunks";
import type { EntryRequest } from "@/lib/protocol/runner";
import type { ToRunner } from "@/lib/protocol/to-runner";
import type { Answer, Host, WorkerEvents } from "../host";
import type { TrialEnd, TrialPlan, TrialTick } from "../plan";
import { codeOf, strategyNamed } from "../strategies";
import { Trial } from "../trial";
import { VirtualClock } from "../virtual-clock";

/** Of a pool of two workers. */
const PLAN: TrialPlan = {
  code: "",
  versions: {},
  hasEnvironments: false,
  workers: 2,
  concurrency: 1,
  maxParallelism: 25,
  start: "cold",
  chunk: "auto",
  seed: 1,
  timeoutMs: 20_000,
  cache: [],
  prior: new Map(),
  records: true,
  bounds: { workers: MAX_WORKERS, spans: MAX_SPANS, tickMs: 50 },
  inputs: {},
  strategy: "pooled",
};

/** What a worker was asked to run, and how to answer. */
export interface Asked {
  readonly worker: number;
  /** Undefined: the entry. */
  readonly chunk: Chunk | undefined;
  answer(value: unknown): void;
}

/** A trial whose workers send and answer what a test says. */
export class ScriptedHost extends VirtualClock implements Host {
  readonly cores = 2;
  readonly asked: Asked[] = [];
  readonly posted: { readonly worker: number; readonly message: ToRunner }[] = [];
  readonly ticks: TrialTick[] = [];
  end: TrialEnd | undefined;
  private readonly listeners = new Map<number, WorkerEvents>();
  private readonly trial: Trial;

  constructor(change: Partial<TrialPlan> = {}) {
    super();
    const ended = (end: TrialEnd) => {
      this.end = end;
    };
    this.trial = new Trial(
      { ...PLAN, ...change },
      this,
      { tick: (tick) => this.ticks.push(tick), ended },
      undefined,
    );
    this.trial.start();
    this.pass(1);
  }

  start({ worker }: { readonly worker: number }, events: WorkerEvents) {
    this.listeners.set(worker, events);
    this.soon(() => events.loaded(null));
    const ask = (chunk: Chunk | undefined, done: (answer: Answer) => void) =>
      this.asked.push({ worker, chunk, answer: (value) => done({ ok: true, value }) });
    const nothing = () => undefined;
    return {
      runEntry: (_: EntryRequest, done: (answer: Answer) => void) => void ask(undefined, done),
      runChunk: (chunk: Chunk, _: Transferable[], done: (answer: Answer) => void) => void ask(chunk, done),
      rest: nothing,
      begin: nothing,
      post: (message: ToRunner) => void this.posted.push({ worker, message }),
      end: nothing,
    };
  }

  /** A worker's message arrives. */
  send(worker: number, message: unknown): void {
    this.listeners.get(worker)?.message(message);
    this.pass(1);
  }

  kill(worker: number, reason: string): void {
    this.listeners.get(worker)?.died(reason);
    this.pass(1);
  }

  stop(): void {
    this.trial.stop();
    this.pass(100);
  }

  pass(ms: number): void {
    let isOver = false;
    this.after(ms, () => {
      isOver = true;
    });
    while (!isOver && this.next());
  }
}

const OPTIONS: CallOptions = {
  concurrency: 0,
  minSuccessRatio: 1,
  chunkSize: 1,
  finishRunnable: false,
  stream: false,
};

/** A map of three items by the driver's entry. */
export const callOf = (id: number, change: Partial<CallMessage> = {}): CallMessage => ({
  type: "call",
  id,
  parent: 0,
  task: "task",
  kind: KINDS.indexOf("task"),
  map: true,
  payload: { form: "list", list: [1, 2, 3] },
  strategy: codeOf(strategyNamed("pooled")),
  scopes: [{ id: 0, limit: 5, soft: true }],
  depth: 1,
  path: 5,
  trail: ["entry"],
  chunk: 0,
  issued: 1,
  bytes: 8,
  ...change,
  options: { ...OPTIONS, ...change.options },
});
