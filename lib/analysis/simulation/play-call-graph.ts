import type { EventQueue } from "./event-queue";
import type { SimulatedBody, SimulatedCall } from "./model";

/**
 * Makes a body's calls again, each as long after what it waited for as it was then.
 *
 * @param carryOut carries a call out, and says when it is settled
 * @param done called when the body is at its end
 */
export function playCallGraph(
  script: SimulatedBody,
  events: EventQueue,
  carryOut: (call: SimulatedCall, settled: () => void) => void,
  done: () => void,
): void {
  const waiting = script.causes.map(({ from, to }) => to - from);
  // The causes that each call is part of: at most itself alone, and all that were open with it.
  const causesOf: number[][] = script.calls.map(() => []);
  script.causes.forEach(({ from, to }, cause) => {
    for (let call = from; call < to; call += 1) causesOf[call]?.push(cause);
  });
  const callsOf: number[][] = script.causes.map(() => []);
  script.calls.forEach(({ cause }, call) => {
    callsOf[cause]?.push(call);
  });
  const give = (cause: number) => {
    for (const index of callsOf[cause] ?? []) {
      const { gap, call } = script.calls[index] as (typeof script.calls)[number];
      events.at(events.now + gap, () => carryOut(call, () => settled(index)));
    }
    if (script.end.cause === cause) events.at(events.now + script.end.gap, done);
  };
  const settled = (call: number) => {
    for (const cause of causesOf[call] ?? []) {
      waiting[cause] = (waiting[cause] as number) - 1;
      if (waiting[cause] === 0) give(cause);
    }
  };
  give(0);
}
