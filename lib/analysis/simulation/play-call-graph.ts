import type { Clock } from "@/lib/base/clock";
import type { SimulatedBody, SimulatedCall } from "./model";

/**
 * Makes a body's calls again, each as long after what it waited for as it was then.
 *
 * @param run runs a call, and says when it has settled
 * @param done called when the body has ended
 */
export function playCallGraph(
  body: SimulatedBody,
  clock: Clock,
  run: (call: SimulatedCall, settled: () => void) => void,
  done: () => void,
): void {
  const waiting = body.causes.map(({ from, to }) => to - from);
  // The causes that each call is part of: at most itself alone, and all that were open with it.
  const causesOf: number[][] = body.calls.map(() => []);
  body.causes.forEach(({ from, to }, cause) => {
    for (let call = from; call < to; call += 1) causesOf[call]?.push(cause);
  });
  const callsOf: number[][] = body.causes.map(() => []);
  body.calls.forEach(({ cause }, call) => {
    callsOf[cause]?.push(call);
  });
  const give = (cause: number) => {
    for (const index of callsOf[cause] ?? []) {
      const { gap, call } = body.calls[index] as (typeof body.calls)[number];
      const make = () => run(call, () => settled(index));
      // At once: what an inline call makes in turn comes before what its caller makes next.
      if (gap > 0) clock.after(gap, make);
      else make();
    }
    if (body.end.cause === cause) clock.after(body.end.gap, done);
  };
  const settled = (call: number) => {
    for (const cause of causesOf[call] ?? []) {
      waiting[cause] = (waiting[cause] as number) - 1;
      if (waiting[cause] === 0) give(cause);
    }
  };
  give(0);
}
