import type { CallMessage } from "@/lib/protocol/runner";
import type { Scheduler } from "./scheduler/scheduler";
import { type EngineWorker, WorkerPool } from "./workers/worker";
import type { WorkerSet } from "./workers/worker-set";

interface AskedProcess {
  readonly call: CallMessage;
  /** The exported function that it runs, if it is not a task. */
  readonly exported: string | undefined;
  readonly caller: EngineWorker;
}

/** Workers that a program starts with `Process`. Only the bound of workers alive applies to them. */
export class Processes {
  private readonly waiting: AskedProcess[] = [];

  constructor(
    private readonly workers: WorkerSet,
    private readonly scheduler: Scheduler,
  ) {}

  /** Processes that wait until another worker may be started. */
  get length(): number {
    return this.waiting.length;
  }

  ask(process: AskedProcess): void {
    if (!this.scheduler.mayAdd(process.call, process.caller)) return;
    this.waiting.push(process);
    this.pump();
  }

  /** Starts what can be started. */
  pump(): void {
    while (this.workers.canOpen) {
      const next = this.waiting.shift();
      if (!next) return;
      const { call, caller, exported } = next;
      if (!caller.alive || !this.scheduler.mayAdd(call, caller)) continue;
      const pool = new WorkerPool(`process ${call.id}`, false, 1, 1);
      this.scheduler.adopt(call, caller, this.workers.open(pool, "process", call.task), exported);
    }
  }
}
