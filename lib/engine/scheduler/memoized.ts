import type { CallMessage } from "@/lib/protocol/calls";
import { FLAG_CACHED, FLAG_REUSED } from "@/lib/protocol/rows";
import { reuseNames } from "@/lib/runner/host/identity";
import { packList, transferables } from "@/lib/runner/remote/payload";
import type { Cache } from "../cache";
import type { Recording } from "../recording";
import type { WorkerPool } from "../workers/worker";
import type { ActiveCalls } from "./active-calls";
import type { Completions } from "./completions";
import type { PendingCall } from "./pending-call";

/** Reused results: from the cache, and from an earlier run. */
export class MemoizedResults {
  constructor(
    private readonly prior: ReadonlyMap<number, unknown>,
    private readonly versions: Readonly<Record<string, string>>,
    private readonly cache: Cache,
    private readonly calls: ActiveCalls,
    private readonly completions: Completions,
    private readonly recording: Recording,
  ) {}

  /** Whether a result of this call may be reused. */
  concerns({ call }: PendingCall): boolean {
    return call.cacheKeys !== undefined || this.prior.size > 0;
  }

  /** Names of the results of a call in an earlier run; none where there was no such run. */
  private namesOf({ place, task, payload, digests, keys }: CallMessage): readonly number[] {
    if (this.prior.size === 0 || !place) return [];
    return reuseNames({ place, version: this.versions[task] ?? "", payload, digests, keys });
  }

  /** Delivers the reused results of a call, and queues the other items one by one. */
  lookUp(pending: PendingCall, pool: WorkerPool): void {
    const { call } = pending;
    pending.next = pending.n;
    let isLooking = true;
    /** Consecutive results that have not been passed on: one message for all of them, not one per item. */
    let held:
      | { readonly index: number; readonly values: unknown[]; readonly objects: Set<unknown> }
      | undefined;
    const pass = () => {
      if (!held) return;
      const part = { index: held.index, payload: packList(held.values) };
      held = undefined;
      if (pending.settledItems === pending.n && !call.options.stream) pending.lastPart = part;
      else pending.caller.post({ type: "part", call: call.id, ...part }, transferables(part.payload));
    };
    const known = (index: number, value: unknown, flags: number) => {
      this.recording.notRun(pending, index, 1, "succeeded", { flags });
      // In one message the same object would arrive as one, and each receiver gets its own.
      const isObject = typeof value === "object" && value !== null;
      if (held && ((isObject && held.objects.has(value)) || held.index + held.values.length !== index))
        pass();
      pending.settledItems++;
      this.calls.done++;
      held ??= { index, values: [], objects: new Set() };
      held.values.push(value);
      if (isObject) held.objects.add(value);
      if (!isLooking) pass();
    };
    const names = this.namesOf(call);
    for (let index = 0; index < pending.n; index++) {
      const name = names[index] ?? Number.NaN;
      const key = call.cacheKeys?.[index];
      if (this.prior.has(name)) known(index, this.prior.get(name), FLAG_REUSED);
      else if (key === undefined) pending.singles.push({ index, attempt: 1 });
      else {
        pending.waiting++;
        this.cache.get(key, call.task, pending, (found) => {
          pending.waiting--;
          if (!found.hit && pending.closed) this.cache.fail(key, pending);
          if (pending.settled) return;
          if (found.hit) known(index, found.value, FLAG_CACHED);
          else if (!pending.closed) pending.singles.push({ index, attempt: 1 });
          if (!isLooking) this.completions.proceed(pending, pool);
        });
      }
    }
    isLooking = false;
    pass();
  }
}
