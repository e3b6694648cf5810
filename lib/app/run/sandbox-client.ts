import { reasonOf } from "@/lib/base/text-of";
import { portOpened } from "@/lib/base/watch-ports";
import { outputText } from "@/lib/engine/output";
import { MAX_RESULTS, TRIAL_MAX_CACHED } from "@/lib/model/limits";
import {
  type FromTrial,
  fromTrialSchema,
  type Outcome,
  type Tick,
  type ToSandbox,
  type ToTrial,
  type TrialRequest,
} from "@/lib/protocol/page";
import { openSandbox, receive, type Sandbox, type SandboxEnvironment, SandboxError } from "./sandbox";
import { type OpenChannel, openSandboxFrame } from "./sandbox-frame";

export interface SandboxRun {
  /** Settles exactly once. Rejects with `SandboxError` only where the sandbox itself is at fault. */
  readonly outcome: Promise<Outcome>;
  /** The outcome is then "cancelled" within `stopMs`, with what was recorded until then. */
  stop(): void;
}

export interface SandboxClient {
  /** Starts the sandbox if there is none, and waits until it is ready. */
  environment(): Promise<SandboxEnvironment>;
  /** A trial will come soon: what takes long to start is started. It counts as a part of that trial. */
  startAhead(): void;
  /** Runs one trial. @throws Error while another is in progress */
  run(request: TrialRequest, onTick: (tick: Tick) => void): SandboxRun;
  /** Ends workers that are kept for another run, now or as soon as the run in progress is over: no run of their program follows. */
  release(): void;
  /** Ends everything; the client cannot be used afterwards. */
  dispose(): void;
}

export interface SandboxLimits {
  /** From opening until "ready". */
  readonly startMs: number;
  /** From Stop until the frame is taken away, so that also a loop that never ends is over. */
  readonly stopMs: number;
  /** How long past its timeout a run may take to report. */
  readonly graceMs: number;
  /** From the end of a sandbox until the next one is opened, unless it is asked for before. */
  readonly restMs: number;
  /** Without a tick, which come every 50 ms whatever the program does. */
  readonly silenceMs: number;
}

const LIMITS: SandboxLimits = {
  startMs: 20_000,
  stopMs: 400,
  restMs: 300,
  graceMs: 5_000,
  silenceMs: 10_000,
};

/** Looks in which a run must have been silent: a computer that slept wakes up with all its timers due at once. */
const LOOKS = 5;

const silenceOf = (ms: number): string =>
  `The sandbox stopped responding for ${Math.round(ms / 1000)} s, probably because the program ran out of memory. Showing what was recorded.`;

/** Of a trial whose sandbox did not give one. */
export const emptyOutcome = (status: Outcome["status"], wallMs: number): Outcome => ({
  type: "done",
  status,
  wallMs,
  output: outputText(undefined),
  artifacts: [],
  cache: [],
  results: [],
  refused: [],
});

/** Ends the run in progress. */
type Settle = (result: Outcome | SandboxError) => void;

/** @param open gives another channel in tests. */
export function createSandboxClient(open: OpenChannel = openSandboxFrame, limits = LIMITS): SandboxClient {
  let sandbox: Sandbox | undefined;
  let active: Settle | undefined;
  let disposed = false;
  /** The sandbox may have workers that are kept for another run. */
  let keepsWorkers = false;
  let releases = false;
  let rest: ReturnType<typeof setTimeout> | undefined;

  function current(): Sandbox {
    if (disposed) throw new Error("The sandbox client is closed.");
    sandbox ??= openSandbox(open, limits.startMs, (failed, error) => {
      if (sandbox !== failed) return;
      discard();
      active?.(error);
    });
    return sandbox;
  }

  function discard(): void {
    sandbox?.close();
    sandbox = undefined;
    keepsWorkers = false;
  }

  /** A fresh one soon, so that the next run does not wait for it; first the page shows how this one ended. */
  function replace(): void {
    discard();
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (!disposed) current();
    }, limits.restMs);
  }

  return {
    environment: () => current().ready,

    startAhead() {
      if (active === undefined) current().port.postMessage({ type: "ahead" } satisfies ToSandbox);
    },

    run(request, onTick) {
      if (active !== undefined) throw new Error("A run is in progress.");
      const { port1: port, port2 } = new MessageChannel();
      portOpened("Coordinator", port);
      const kept: Pick<Outcome, "cache" | "results"> = { cache: [], results: [] };
      let lastTime = 0;
      let watchdog: ReturnType<typeof setTimeout> | undefined;
      let listening: ReturnType<typeof setInterval> | undefined;
      let silent = 0;
      let settled: (result: Outcome | SandboxError) => void;
      const outcome = new Promise<Outcome>((resolve, reject) => {
        settled = (result) => (result instanceof SandboxError ? reject(result) : resolve(result));
      });

      const settle: Settle = (result) => {
        if (active !== settle) return;
        active = undefined;
        port.close();
        clearTimeout(watchdog);
        clearInterval(listening);
        // Workers that were ended in a loop go on for up to two seconds in Chromium, and would slow the next run.
        if (!(result instanceof SandboxError) && (result.status !== "succeeded" || releases)) replace();
        settled(result);
      };
      const take = (message: FromTrial): void => {
        if (active !== settle) return;
        if (message.type === "done") settle({ ...message, ...kept });
        else if (message.type === "kept") {
          kept.cache.push(...message.cache.slice(0, TRIAL_MAX_CACHED - kept.cache.length));
          kept.results.push(...message.results.slice(0, MAX_RESULTS - kept.results.length));
        } else {
          silent = 0;
          lastTime = Math.max(lastTime, message.time);
          onTick(message);
        }
      };
      const fail = (error: SandboxError): void => {
        if (active === settle) replace();
        settle(error);
      };

      active = settle;
      keepsWorkers = request.start === "warm";
      releases = false;
      receive(port, fromTrialSchema, take, fail);
      const { port: document, ready } = current();
      ready.then(
        () => {
          if (active !== settle) return;
          try {
            document.postMessage({ type: "run", request, port: port2 } satisfies ToSandbox, [port2]);
          } catch (error) {
            const reason = reasonOf(error);
            settle(new SandboxError(`The inputs cannot be sent to the sandbox: ${reason}`));
            return;
          }
          // A browser that ends the sandbox's process, for the memory it takes, tells nobody.
          listening = setInterval(() => {
            silent += 1;
            if (silent > LOOKS) fail(new SandboxError(silenceOf(limits.silenceMs)));
          }, limits.silenceMs / LOOKS);
          watchdog = setTimeout(() => {
            fail(new SandboxError("The sandbox stopped responding. Showing what was recorded."));
          }, request.timeoutMs + limits.graceMs);
        },
        (error: unknown) =>
          settle(error instanceof SandboxError ? error : new SandboxError("The sandbox did not start.")),
      );

      return {
        outcome,
        stop() {
          if (active !== settle) return;
          clearTimeout(watchdog);
          port.postMessage({ type: "stop" } satisfies ToTrial);
          watchdog = setTimeout(() => settle(emptyOutcome("cancelled", lastTime)), limits.stopMs);
        },
      };
    },

    release() {
      releases = keepsWorkers;
      if (releases && active === undefined) replace();
    },

    dispose() {
      disposed = true;
      discard();
      active?.(new SandboxError("The page closed the sandbox."));
    },
  };
}
