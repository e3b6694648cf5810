import { reasonOf } from "@/lib/base/text-of";
import type { RefereeVerdict } from "@/lib/referee/words";
import { type CheckProgress, type CheckRequest, check } from "./check";

/** Of one run: what its check has come to. */
export type CheckState =
  | { readonly type: "running"; readonly progress: CheckProgress | undefined; stop(): void }
  | { readonly type: "done"; readonly verdict: RefereeVerdict }
  | { readonly type: "failed"; readonly message: string };

/** Runs whose checks are remembered. */
const MOST = 20;

/** Checks outlive the view that shows them. One runs at a time: another one stops it. */
export function createChecks(run = check) {
  const states = new Map<string, CheckState>();
  const listeners = new Set<() => void>();
  const set = (id: string, state: CheckState | undefined): void => {
    states.delete(id);
    if (state) states.set(id, state);
    for (const old of [...states.keys()].slice(0, -MOST)) states.delete(old);
    for (const listener of listeners) listener();
  };
  return {
    of: (id: string): CheckState | undefined => states.get(id),
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** @param id of the run */
    start(id: string, request: CheckRequest): void {
      for (const state of [...states.values()]) if (state.type === "running") state.stop();
      const controller = new AbortController();
      const running = {
        stop(): void {
          set(id, undefined);
          controller.abort();
        },
      };
      const isCurrent = () => !controller.signal.aborted;
      const tell = (progress?: CheckProgress) => {
        if (isCurrent()) set(id, { type: "running", progress, ...running });
      };
      tell();
      run(request, tell, controller.signal).then(
        (verdict) => isCurrent() && set(id, { type: "done", verdict }),
        (error: unknown) => isCurrent() && set(id, { type: "failed", message: reasonOf(error) }),
      );
    },
  };
}

/** Those of the page. */
export const checks = createChecks();
