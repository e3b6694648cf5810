import { WAITING_MAX_LISTED } from "@/lib/model/limits";
import type { WaitingReport } from "@/lib/protocol/from-runner";
import type { Thread } from "./thread";

/** What the thread waits for. Asked for only where nothing has gone on for a while: a thread that runs does not answer. */
export function reportWaiting(thread: Thread, req: number): WaitingReport {
  const own = [...thread.bodies].filter(({ open }) => !open || open.size === 0);
  const behind = [...thread.maps].filter(({ unstarted }) => unstarted > 0);
  return {
    type: "waiting",
    req,
    steps: thread.steps,
    timers: thread.clock.pending + thread.timers.size,
    own: own.length,
    ownBodies: own.slice(0, WAITING_MAX_LISTED).map(({ span, place }) => ({ span, task: place.name })),
    behind: behind
      .slice(0, WAITING_MAX_LISTED)
      .map(({ unstarted: count, task, parallel }) => ({ task, count, parallel })),
  };
}
