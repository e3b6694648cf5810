import type { Incremental } from "./incremental";

/**
 * Lets the page respond before work continues. Not a timer: in a hidden tab timers fire once a second, and nested ones
 * wait 4 ms each.
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

/** ms of work after which the page gets a chance to respond. */
export const TASK_BUDGET_MS = 12;

export async function runYielding<T>(steps: Incremental<T>): Promise<T> {
  let turn = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - turn <= TASK_BUDGET_MS) continue;
    await yieldToMain();
    turn = performance.now();
  }
}
