import type { DirectPort, FromRunner, RunnerInit } from "@/lib/protocol/runner";
import { type LoadProgram, Runner } from "@/lib/runner/execute/runner";
import type { Host, RunnerEvents, RunnerHandle } from "../host";

/**
 * An engine's world in one Node thread, for tests: every lane is a `Runner` of its own, and what crosses is cloned, in order and
 * asynchronously, as between real workers.
 */
export class NodeHost implements Host {
  readonly cores = 4;
  alive = 0;
  mostAlive = 0;
  started = 0;
  readonly lanes = new Map<number, { readonly events: RunnerEvents; kill(reason: string): void }>();

  constructor(private readonly loadProgram: LoadProgram) {}

  now(): number {
    return performance.timeOrigin + performance.now();
  }

  transfer<T extends object>(value: T): T {
    return value;
  }

  channel(): readonly [DirectPort, DirectPort] {
    const end = (): DirectPort => ({ onmessage: null, postMessage: () => undefined });
    const ends = [end(), end()] as const;
    for (const [from, to] of [ends, [ends[1], ends[0]]] as const) {
      from.postMessage = (message) => {
        const data: unknown = structuredClone(message);
        setImmediate(() => to.onmessage?.({ data } as MessageEvent));
      };
    }
    return ends;
  }

  start(init: RunnerInit, events: RunnerEvents): RunnerHandle {
    const { lane } = init;
    let open = true;
    this.alive++;
    this.started++;
    this.mostAlive = Math.max(this.mostAlive, this.alive);
    const later = (action: () => void) => setImmediate(() => open && action());
    const runner = new Runner((message: FromRunner) => {
      const sent = structuredClone(message);
      later(() => events.message(sent));
    }, this.loadProgram);
    const call =
      <A, R>(method: (argument: A) => Promise<R>) =>
      (argument: A): Promise<R> => {
        const sent = structuredClone(argument);
        return new Promise((resolve, reject) => {
          later(() => {
            method(sent).then(
              (value) => {
                const answer = structuredClone(value);
                later(() => resolve(answer));
              },
              (error: unknown) => later(() => reject(error)),
            );
          });
        });
      };
    const sentInit = structuredClone(init);
    later(() => runner.load(sentInit));
    const end = () => {
      if (!open) return;
      open = false;
      this.alive--;
      this.lanes.delete(lane);
    };
    this.lanes.set(lane, {
      events,
      kill: (reason) => {
        end();
        setImmediate(() => events.died(reason));
      },
    });
    return {
      api: {
        loaded: call(() => runner.loaded()).bind(null, undefined),
        runEntry: (inputs, only) =>
          call(([given, one]: readonly [typeof inputs, typeof only]) => runner.runEntry(given, one))([
            inputs,
            only,
          ]),
        runChunk: call((chunk) => runner.runChunk(chunk)),
        begin: call((epoch) => runner.begin(epoch)),
      },
      post: (message) => {
        // A port is moved, not cloned.
        const sent = message.type === "line" || message.type === "lend" ? message : structuredClone(message);
        later(() => runner.receive(sent));
      },
      end,
    };
  }
}
