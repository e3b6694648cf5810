import type { Clock } from "@/lib/base/clock";
import type { DirectCallPort } from "@/lib/protocol/direct-calls";
import type { RunnerInit } from "@/lib/protocol/runner";
import { Runner } from "@/lib/runner/execute/runner";
import { javascript, type LoadProgram } from "@/lib/runner/javascript/language";
import { bindCallbacks } from "@/lib/runner/javascript/realm/bind-callbacks";
import type { Answer, Host, WorkerEvents, WorkerHandle } from "../host";
import { VirtualClock } from "../virtual-clock";

/** Runners of this thread. At most one of them is in a body at any time. */
const runners = new Set<Runner>();

bindCallbacks(() => {
  for (const { thread } of runners) if (thread?.current) return thread;
  return undefined;
}, globalThis);

export interface VirtualHostOptions {
  /** ms that a message takes. Messages of one worker never overtake each other. */
  readonly latencyMs?: number | (() => number);
  /** ms from a worker's start until it begins to load its program. */
  readonly startMs?: number | (() => number);
  /** ms that a timer of a runner is late. Default none. */
  readonly lateMs?: () => number;
  /** Whether the driver may be leased a slot. Default true. */
  readonly directCalls?: boolean;
}

/** A worker's life in the hands of a test. */
interface Mortal {
  kill(reason: string): void;
  /** A body keeps the thread: nothing goes in or comes out any more. */
  hang(): void;
}

/**
 * An engine's world in one Node thread and in virtual time: every worker is a `Runner` of its own, what crosses is cloned,
 * in order, and takes `latencyMs`. Bodies take no time but what they sleep.
 */
export class VirtualHost extends VirtualClock implements Host {
  readonly cores = 4;
  readonly channel?: Host["channel"];
  alive = 0;
  mostAlive = 0;
  started = 0;
  /** Called before each event, with the world as it is between two. */
  beforeEvent: (() => void) | undefined;
  /** Workers alive, by id. */
  readonly workers = new Map<number, Mortal>();
  private killAfterMs: number | undefined;
  private readonly latencyMs: () => number;
  private readonly startMs: () => number;
  private readonly lateMs: () => number;

  constructor(
    private readonly loadProgram: LoadProgram,
    { latencyMs = 0.05, startMs = 1, lateMs = () => 0, directCalls = true }: VirtualHostOptions = {},
  ) {
    super();
    this.latencyMs = typeof latencyMs === "number" ? () => latencyMs : latencyMs;
    this.startMs = typeof startMs === "number" ? () => startMs : startMs;
    this.lateMs = lateMs;
    if (directCalls) this.channel = () => this.openChannel();
  }

  /** Lets time pass until `isOver`. @throws Error where nothing is left that could happen */
  async passUntil(isOver: () => boolean): Promise<void> {
    for (;;) {
      // Every promise that can continue does.
      await new Promise((drained) => setImmediate(drained));
      if (isOver()) return;
      this.beforeEvent?.();
      if (!this.next()) throw new Error("nothing is left that could happen");
    }
  }

  /** A body keeps the only core for so many ms: whatever is due in them comes after it. */
  occupy(ms: number): void {
    this.time += ms;
  }

  /** Kills the next worker that is started, the driver excepted. @param ms after its start */
  killNext(ms: number): void {
    this.killAfterMs = ms;
  }

  private openChannel(): readonly [DirectCallPort, DirectCallPort] {
    const end = (): DirectCallPort => ({ onmessage: null, postMessage: () => undefined });
    const ends = [end(), end()] as const;
    for (const [from, to] of [ends, [ends[1], ends[0]]] as const) {
      from.postMessage = (message) => {
        const data: unknown = structuredClone(message);
        this.after(this.latencyMs(), () => to.onmessage?.({ data } as MessageEvent));
      };
    }
    return ends;
  }

  start(init: RunnerInit, events: WorkerEvents): WorkerHandle {
    let isOpen = true;
    let isHung = false;
    this.alive++;
    this.started++;
    this.mostAlive = Math.max(this.mostAlive, this.alive);
    const opensAt = this.now() + this.startMs();
    let latest = 0;
    // What is sent before the worker runs waits for it.
    const later = (action: () => void) => {
      const now = this.now();
      latest = Math.max(latest, now + this.latencyMs(), opensAt);
      this.after(latest - now, () => isOpen && !isHung && action());
    };
    const clock: Clock = {
      now: () => this.now(),
      after: (ms, then) => this.after(ms > 0 ? ms + this.lateMs() : ms, then),
      soon: (then) => this.soon(then),
    };
    const runner = new Runner(
      (message) => {
        const sent = structuredClone(message);
        later(() => events.message(sent));
      },
      javascript(this.loadProgram),
      clock,
    );
    runners.add(runner);
    const call = <A>(
      method: (argument: A) => Promise<unknown>,
      argument: A,
      done: (answer: Answer) => void,
    ) => {
      const sent = structuredClone(argument);
      later(() => {
        method(sent).then(
          (result) => {
            const value: unknown = structuredClone(result);
            later(() => done({ ok: true, value }));
          },
          (error: unknown) => later(() => done({ ok: false, error })),
        );
      });
    };
    const sentInit = structuredClone(init);
    later(() => {
      runner.load(sentInit);
      void runner.loaded().then((error) => later(() => events.loaded(error)));
    });
    const end = () => {
      if (!isOpen) return;
      isOpen = false;
      this.alive--;
      runners.delete(runner);
      this.workers.delete(init.worker);
    };
    this.workers.set(init.worker, {
      kill: (reason) => {
        end();
        this.soon(() => events.died(reason));
      },
      hang: () => {
        isHung = true;
      },
    });
    if (this.killAfterMs !== undefined && init.worker > 0) {
      this.after(this.killAfterMs, () => this.workers.get(init.worker)?.kill("killed by the test"));
      this.killAfterMs = undefined;
    }
    return {
      runEntry: (request, done) => call((given) => runner.runEntry(given), request, done),
      runChunk: (chunk, _, done) => call((given) => runner.runChunk(given), chunk, done),
      rest: (done) => call(() => runner.rest(), undefined, done),
      begin: (next) => {
        const sent = structuredClone(next);
        later(() => void runner.begin(sent));
      },
      post: (message) => {
        // A port is moved, not cloned.
        const sent = "port" in message ? message : structuredClone(message);
        later(() => runner.receive(sent));
      },
      end,
    };
  }
}
