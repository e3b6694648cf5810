import { realClock } from "@/lib/base/clock";
import type { StartedAhead } from "@/lib/protocol/sandbox";

interface Ahead {
  readonly worker: Worker;
  readonly since: number;
  tookMs?: number;
}

/**
 * A worker that is started before a trial asks for its driver. Its language is started in it, and nothing of a program, so it does not
 * matter whose program it gets. The trial counts its start (docs/measuring.md).
 * @param open starts a worker, which posts a message once its language is there
 */
export function createWorkerAhead(open: () => Worker) {
  let ahead: Ahead | undefined;
  return {
    start(): void {
      if (ahead) return;
      const started: Ahead = { worker: open(), since: realClock.now() };
      started.worker.addEventListener(
        "message",
        () => {
          started.tookMs = realClock.now() - started.since;
        },
        { once: true },
      );
      started.worker.addEventListener("error", () => {
        if (ahead === started) ahead = undefined;
      });
      ahead = started;
    },
    /** Of the worker that `take` gives. */
    get started(): StartedAhead | undefined {
      return ahead && { since: ahead.since, tookMs: ahead.tookMs };
    },
    take(): Worker | undefined {
      const worker = ahead?.worker;
      ahead = undefined;
      return worker;
    },
  };
}

export type WorkerAhead = ReturnType<typeof createWorkerAhead>;
