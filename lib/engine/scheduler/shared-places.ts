import { getOrCreate } from "@/lib/base/get-or-create";
import type { Scope } from "@/lib/protocol/calls";
import type { EngineWorker } from "../workers/worker";
import type { ParallelismLimits } from "./parallelism-limits";

interface Held {
  readonly scope: Scope;
  places: number;
}

/** Places under declared limits that bodies have which run inline, in threads that share these limits with the coordinator's chunks. */
export class SharedPlaces {
  private readonly byWorker = new Map<EngineWorker, Map<number, Held>>();

  constructor(private readonly limits: ParallelismLimits) {}

  /** A limit that one thread has counted alone until now. @param used places that its bodies have */
  share(worker: EngineWorker, scope: Scope, used: number): void {
    this.limits.add(scope, used);
    this.add(worker, scope, used);
  }

  /** @param granted called once the body has its place under all of the limits */
  take(
    worker: EngineWorker,
    scopes: readonly Scope[],
    depth: number,
    resuming: boolean,
    granted: () => void,
  ): void {
    const attempt = () => {
      if (!worker.alive) {
        this.limits.passOn(scopes);
        return;
      }
      if (!this.limits.take({ depth, scopes, wake: attempt }, resuming, true)) return;
      for (const scope of scopes) this.add(worker, scope, 1);
      granted();
    };
    attempt();
  }

  /** Only places that the worker has. @param ids of their limits */
  free(worker: EngineWorker, ids: readonly number[]): void {
    const held = this.byWorker.get(worker);
    for (const id of ids) {
      const place = held?.get(id);
      if (!place || place.places === 0) continue;
      place.places--;
      this.limits.release([place.scope], true);
    }
  }

  gone(worker: EngineWorker): void {
    const held = [...(this.byWorker.get(worker)?.values() ?? [])];
    this.byWorker.delete(worker);
    for (const { scope, places } of held) for (let i = 0; i < places; i++) this.limits.release([scope], true);
  }

  private add(worker: EngineWorker, scope: Scope, places: number): void {
    const held = getOrCreate(this.byWorker, worker, () => new Map<number, Held>());
    getOrCreate(held, scope.id, () => ({ scope, places: 0 })).places += places;
  }
}
