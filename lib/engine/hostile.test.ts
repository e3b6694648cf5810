import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_SPANS, MAX_WORKERS } from "@/lib/model/limits";
import { fromTrialSchema } from "@/lib/protocol/page";
import { ID_SPACE, type SpanBatch } from "@/lib/protocol/rows";
import { RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import type { Answer, Host, WorkerEvents } from "./host";
import type { TrialPlan } from "./plan";
import { hostile } from "./testing/hostile-messages";
import { Trial } from "./trial";
import { VirtualClock } from "./virtual-clock";
import { outcomeOf } from "./wire-mapping";

const call = (id: number) => ({
  type: "call",
  id,
  parent: 0,
  task: "task",
  kind: 3,
  map: true,
  payload: { form: "list", list: [1, 2, 3] },
  options: {
    retry: { maxRetries: 1, delayMs: 1, backoff: "constant" },
    timeoutMs: 1_000,
    environment: { name: "pool", replicas: 2, concurrency: 1 },
    concurrency: 0,
    minSuccessRatio: 1,
    chunkSize: 1,
    finishRunnable: false,
    stream: false,
  },
  strategy: 3,
  scopes: [{ id: 0, limit: 5, soft: true }],
  depth: 1,
  path: 5,
  trail: ["entry"],
  chunk: 0,
  issued: 1,
  keys: ["a", "b", "c"],
  cacheKeys: ["task:a", "task:b", "task:c"],
  bytes: 8,
});
const error = { name: "Error", message: "no", line: 1, column: 1, path: ["entry"], stack: "at main.ts:1:1" };
const batch: SpanBatch = { worker: 0, rows: new Float64Array(16), names: ["task"] };
const news = (id: number) => ({
  batch,
  notes: [{ id, attempt: 1, key: "a", args: "1", result: "2", error, meters: { rows: 1 } }],
  logs: [{ time: 1, level: "log", span: id, task: "task", attempt: 1, worker: 0, text: "hello" }],
});
const outcome = (id: number) => ({
  payload: { form: "list", list: [1] },
  failures: [{ offset: 0, attempt: 1, error: { ...error, nonRecoverable: true }, retryAfterMs: 1 }],
  ran: 1,
  ms: 1,
  bytes: 8,
  ...news(id),
});
const messages = [
  { type: "started", protocol: RUNNER_PROTOCOL_VERSION },
  call(1),
  {
    type: "process",
    call: {
      ...call(20),
      map: false,
      payload: { form: "list", list: [1] },
      keys: ["a"],
      cacheKeys: undefined,
    },
    exported: "f",
  },
  { type: "flush", flush: news(0) },
  { type: "refused", what: "fetch" },
  { type: "cacheGet", req: 1, key: "task:d", task: "task" },
  { type: "cachePut", key: "task:d", task: "task", ok: true, value: 1 },
  { type: "checkpoint", span: 2, key: "look", value: 1 },
  { type: "queue", req: 1, queue: "q", op: "put", value: 1, chunk: 0 },
  { type: "cancel", calls: [1] },
];

const plan: TrialPlan = {
  code: "",
  hash: "",
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

/** Workers that send and answer what a test says. */
class ScriptedHost extends VirtualClock implements Host {
  readonly cores = 2;
  readonly listeners = new Map<number, WorkerEvents>();
  readonly answers: ((answer: Answer) => void)[] = [];

  start({ worker }: { readonly worker: number }, events: WorkerEvents) {
    this.listeners.set(worker, events);
    this.soon(() => events.loaded(null));
    const asked = (_: unknown, ...rest: unknown[]) =>
      void this.answers.push(rest.at(-1) as (answer: Answer) => void);
    const nothing = () => undefined;
    return { runEntry: asked, runChunk: asked, begin: nothing, post: nothing, end: nothing };
  }

  pass(ms: number): void {
    let over = false;
    this.after(ms, () => {
      over = true;
    });
    while (!over && this.next());
  }
}

const step = fc.oneof(
  fc.record({
    worker: fc.constantFrom(0, 0, 1),
    message: fc.constantFrom(...messages).chain(hostile),
  }),
  fc.record({ answer: fc.constantFrom(2, 41, 42).chain((id) => hostile(outcome(id))) }),
  fc.record({ died: fc.constantFrom("killed", "x".repeat(30_000)) }),
);

it("whatever runners send, the page gets what its schema takes", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const host = new ScriptedHost();
      const sent: unknown[] = [];
      let isOver = false;
      const trial = new Trial(
        plan,
        host,
        {
          tick: (tick) => sent.push({ type: "tick", ...tick }),
          ended: (end) => {
            isOver = true;
            sent.push(outcomeOf(end));
          },
        },
        undefined,
      );
      trial.start();
      host.pass(1);
      host.listeners.get(0)?.message({ ...call(40), cacheKeys: undefined });
      host.pass(1);
      for (const each of steps) {
        if ("answer" in each) host.answers.at(-1)?.({ ok: true, value: each.answer });
        else if ("died" in each) host.listeners.get(1)?.died(each.died);
        else {
          const { worker, message } = each;
          if (
            worker > 0 &&
            typeof message === "object" &&
            message !== null &&
            Reflect.get(message, "id") === 1
          )
            Reflect.set(message, "id", ID_SPACE + 1);
          host.listeners.get(worker)?.message(message);
        }
        host.pass(60);
      }
      // What is recorded of the calls that are left quotes their names.
      host.listeners.get(1)?.died("gone");
      host.pass(60);
      trial.stop();
      host.pass(100);
      expect(isOver).toBe(true);
      for (const message of sent) {
        const crossed: unknown = structuredClone(message);
        const read = fromTrialSchema.safeParse(crossed);
        expect(read.error?.issues[0]).toBeUndefined();
        expect(JSON.stringify(crossed)).not.toContain('{"added":true}');
      }
    }),
    { numRuns: 10 * Number(process.env.FANOUT_RUNS ?? 60) },
  );
});
