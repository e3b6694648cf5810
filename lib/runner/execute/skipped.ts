import { FanoutError } from "../remote/errors";
import type { Thread } from "./thread";

/** The error of a call that has not started, and will not: what it was made in has failed. */
export const skippedError = (name: string): Error => new FanoutError(`${name} was skipped`);

/** Rejects a call that is made in what has failed. Later: a body that calls again and again must not hold the thread. */
export async function refuse(thread: Thread, name: string): Promise<never> {
  await new Promise<void>((go) => thread.clock.after(0, go));
  throw skippedError(name);
}
