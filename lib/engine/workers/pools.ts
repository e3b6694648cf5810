import type { PendingCall } from "../scheduler/pending-call";
import type { SlotSettings, Strategy } from "../strategies/strategy";
import type { WorkerPool } from "./worker";
import type { WorkerSet } from "./worker-set";

/** Name of the run's own pool, and label of its workers. */
export const RUN_POOL = "pool";

/** The run's own pool. */
export function runPool(workers: WorkerSet, strategy: Strategy, settings: SlotSettings): WorkerPool {
  const slots = strategy.slots(settings);
  return workers.pool(RUN_POOL, true, slots.workers, slots.perWorker);
}

/**
 * The pool whose workers a call runs on: its task's environment's, the run's own, or fresh ones of its strategy. Processes
 * have fresh workers, as many as may be alive.
 */
export function poolFor(
  workers: WorkerSet,
  { call, strategy, isProcess }: PendingCall,
  settings: SlotSettings,
): WorkerPool {
  const { environment } = call.options;
  if (isProcess) return workers.pool("process", false, Number.POSITIVE_INFINITY, 1);
  if (strategy.runs !== "pool") {
    const slots = strategy.slots(settings);
    return workers.pool(`op ${strategy.name}`, false, slots.workers, slots.perWorker);
  }
  if (!environment) return runPool(workers, strategy, settings);
  return workers.pool(`environment ${environment.name}`, true, environment.replicas, environment.concurrency);
}
