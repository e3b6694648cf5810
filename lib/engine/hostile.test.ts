import fc from "fast-check";
import { expect, it } from "vitest";
import { fromTrialSchema } from "@/lib/protocol/page";
import { ID_SPACE, type SpanBatch } from "@/lib/protocol/rows";
import { RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import { packOutcomes } from "@/lib/runner/remote/train-outcomes";
import { keptOf } from "./kept";
import { hostile } from "./testing/hostile-messages";
import { callOf, ScriptedHost } from "./testing/scripted-host";
import { outcomeOf } from "./wire-mapping";

const call = (id: number) =>
  callOf(id, {
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
    keys: ["a", "b", "c"],
    cacheKeys: ["task:a", "task:b", "task:c"],
  });
const error = { name: "Error", message: "no", line: 1, column: 1, path: ["entry"], stack: "at main.ts:1:1" };
const batch: SpanBatch = { worker: 0, rows: new Float64Array(18), names: ["task"] };
const news = (id: number) => ({
  batch,
  notes: [{ id, attempt: 1, key: "a", args: "1", given: "1", result: "2", error, meters: { rows: 1 } }],
  logs: [{ time: 1, level: "log" as const, span: id, task: "task", attempt: 1, worker: 0, text: "hello" }],
});
const outcome = (id: number) => ({
  payload: { form: "list" as const, list: [1] },
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
  { type: "cacheGet", req: 1, key: "task:d", task: "task", chunk: 0 },
  { type: "cachePut", key: "task:d", task: "task", ok: true, value: 1 },
  { type: "checkpoint", span: 2, key: "look", value: 1 },
  { type: "calls", calls: [call(60), call(70)] },
  { type: "train", outcomes: packOutcomes([{ chunk: 1, outcome: outcome(41) }]), unstarted: [2] },
  { type: "results", chunk: 1, offsets: [0], values: [1] },
  {
    type: "waiting",
    req: 1,
    steps: 1,
    timers: 0,
    own: 1,
    ownBodies: [{ span: 1, task: "task" }],
    behind: [{ task: "task", count: 1, parallel: 1 }],
  },
  { type: "queue", req: 1, queue: "q", op: "put", value: 1, chunk: 0, span: 1, task: "task" },
  { type: "queue", req: 1, queue: "q", op: "size", chunk: 0, span: 1, task: "task" },
  { type: "cancel", calls: [1] },
  { type: "calls", calls: [call(60), callOf(61)] },
  { type: "train", outcomes: packOutcomes([{ chunk: 1, outcome: outcome(40) }]), unstarted: [1, 2] },
];

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
      host.send(0, callOf(40));
      for (const each of steps) {
        if ("answer" in each) host.asked.at(-1)?.answer(each.answer);
        else if ("died" in each) host.kill(1, each.died);
        else {
          const { worker, message } = each;
          if (
            worker > 0 &&
            typeof message === "object" &&
            message !== null &&
            Reflect.get(message, "id") === 1
          )
            Reflect.set(message, "id", ID_SPACE + 1);
          host.send(worker, message);
        }
        host.pass(60);
      }
      // What is recorded of the calls that are left quotes their names.
      host.kill(1, "gone");
      host.pass(60);
      host.stop();
      if (!host.end) throw new Error("the trial has not ended");
      for (const message of [
        ...host.ticks.map((tick) => ({ type: "tick", ...tick })),
        ...keptOf(host.end),
        outcomeOf(host.end),
      ]) {
        const crossed: unknown = structuredClone(message);
        const read = fromTrialSchema.safeParse(crossed);
        expect(read.error?.issues[0]).toBeUndefined();
        expect(JSON.stringify(crossed)).not.toContain('{"added":true}');
      }
    }),
    { numRuns: Number(process.env.FANOUT_RUNS ?? 600) },
  );
});

it("sends what many messages hold in many ticks", () => {
  const host = new ScriptedHost();
  for (let i = 0; i < 50; i++) {
    const names = Array.from({ length: 5_000 }, (_, at) => `name ${i} ${at}`);
    host.send(0, { type: "flush", flush: { batch: { worker: 0, rows: new Float64Array(0), names } } });
  }
  host.stop();
  const sent = host.ticks.map(({ batches }) => batches.flatMap(({ names }) => names).length);
  expect(Math.max(...sent)).toBeLessThanOrEqual(20_000);
  expect(sent.reduce((sum, n) => sum + n, 0)).toBe(250_000);
});
