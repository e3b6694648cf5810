import type { Incremental } from "./incremental";

/**
 * Lets the page answer its reader before work goes on. Not a timer: those of a hidden tab come once a second, and nested
 * ones wait for 4 ms each.
 */
export function yieldToMain(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
}

/** ms of work after which the page gets its turn. */
export const TASK_BUDGET_MS = 12;

/** Does work that comes in steps, the page getting its turn in between. */
export async function runYielding<T>(steps: Incremental<T>): Promise<T> {
  let turn = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - turn <= TASK_BUDGET_MS) continue;
    await yieldToMain();
    turn = performance.now();
  }
}
