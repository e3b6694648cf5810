import * as Comlink from "comlink";
import { realClock } from "@/lib/base/clock";
import { reasonOf } from "@/lib/base/text-of";
import type { Answer, Host, WorkerEvents } from "@/lib/engine/host";
import { keptOf } from "@/lib/engine/kept";
import type { TrialEnd } from "@/lib/engine/plan";
import { Trial } from "@/lib/engine/trial";
import { checkLoaded } from "@/lib/engine/validate/outcome";
import { outcomeOf, planOf } from "@/lib/engine/wire-mapping";
import { RestingWorkers } from "@/lib/engine/workers/resting-workers";
import { StartGate, startsAtOnce } from "@/lib/engine/workers/start-gate";
import type { FromTrial, ToTrial, TrialRequest } from "@/lib/protocol/page";
import type { RunnerApi } from "@/lib/protocol/runner";
import type { FromCoordinator, StartedAhead, ToCoordinator } from "@/lib/protocol/sandbox";

// A runner's answer must not be able to make proxies here: only plain values come back from a stranger's code.
Comlink.transferHandlers.delete("proxy");

const send = (message: FromCoordinator, transfer: Transferable[] = []) =>
  self.postMessage(message, { transfer });
const workers = new Map<number, WorkerEvents>();

const cores = navigator.hardwareConcurrency || 1;
const gate = new StartGate(startsAtOnce(cores));

const NOT_LOADED = { name: "FanoutError", message: "the worker returned an invalid result" };

const host: Host = {
  ...realClock,
  cores,
  channel() {
    const { port1, port2 } = new MessageChannel();
    return [port1, port2];
  },
  start(init, events, role) {
    const { worker } = init;
    const { port1, port2 } = new MessageChannel();
    workers.set(worker, events);
    const ahead = role === "driver" && current !== undefined && current.aheadMs > 0;
    const leave = gate.enter(() => send({ type: "start", ahead, port: port2, init }, [port2]));
    port1.addEventListener("message", (event: MessageEvent<unknown>) => {
      const { data } = event;
      if (typeof data !== "object" || data === null || !("type" in data)) return;
      if (data.type === "started") leave();
      events.message(data);
    });
    // Comlink makes a proxy each time a method is named: once is enough. Kept, or it would be collected and its calls lost.
    const { loaded, runEntry, runChunk, rest, begin } = Comlink.wrap<RunnerApi>(port1);
    const settle = (call: Promise<unknown>, done: (answer: Answer) => void) =>
      call.then(
        (value) => done({ ok: true, value }),
        (error: unknown) => done({ ok: false, error }),
      );
    settle(loaded(), (answer) => {
      const error = answer.ok && checkLoaded(answer.value) ? answer.value : NOT_LOADED;
      events.loaded(error);
    });
    return {
      runEntry: (request, done) => settle(runEntry(request), done),
      runChunk: (chunk, moved, done) =>
        settle(runChunk(moved.length > 0 ? Comlink.transfer(chunk, moved) : chunk), done),
      rest: (done) => void rest().then(done),
      begin: (init) => void begin(init),
      post: (message, moved) => port1.postMessage(message, moved),
      end: () => {
        workers.delete(worker);
        port1.close();
        if (leave()) send({ type: "end", worker });
      },
    };
  },
};

let current: Trial | undefined;
let resting: RestingWorkers | undefined;

/** @param port the page's other end: ticks and the outcome go straight to it */
function start(request: TrialRequest, port: MessagePort, ahead: StartedAhead | undefined): void {
  const post = (message: FromTrial, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  const trial = new Trial(
    planOf(request, ahead),
    host,
    {
      tick: (tick) =>
        post(
          { type: "tick", ...tick },
          tick.batches.map(({ rows }) => rows.buffer as ArrayBuffer),
        ),
      ended(end) {
        current = undefined;
        const isKept = request.start === "warm" && end.status !== "cancelled";
        resting = isKept ? new RestingWorkers(realClock, trial.keep()) : undefined;
        report(end, post);
        send({ type: "ended" });
      },
    },
    resting?.take(),
  );
  resting = undefined;
  current = trial;
  trial.start();
  port.onmessage = ({ data }: MessageEvent<ToTrial>) => {
    if (data.type === "stop") trial.stop();
  };
}

/** A program's values can be of kinds that another thread does not take, or too deep to be walked. */
function report(end: TrialEnd, post: (message: FromTrial) => void): void {
  for (const kept of keptOf(end)) {
    try {
      post(kept);
    } catch {
      // They are computed again.
    }
  }
  try {
    post(outcomeOf(end));
  } catch (error) {
    const reason = reasonOf(error);
    const message = `the output cannot be sent to the page: ${reason}`;
    post(outcomeOf({ ...end, output: undefined, status: "failed", error: { name: "FanoutError", message } }));
  }
}

self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  current?.fault(reasonOf(event.reason));
});

self.addEventListener("message", ({ data: message }: MessageEvent<ToCoordinator>) => {
  if (message.type === "run") start(message.request, message.port, message.ahead);
  else workers.get(message.worker)?.died(message.reason);
});
