import { itemPath } from "@/lib/base/hash";
import { FLAG_CACHED, FLAG_REPLAYED } from "@/lib/protocol/rows";
import { packList, transferables } from "@/lib/runner/remote/values";
import type { Cache } from "../cache";
import type { WorkerProvider } from "../workers/worker-state";
import type { ActiveCalls } from "./active-calls";
import type { Completions } from "./completions";
import type { PendingCall } from "./pending-call";
import type { Trunk } from "./trunk";

/** Results that need not be computed: those in the cache, and those of an earlier run. */
export class MemoizedResults {
  constructor(
    private readonly prior: ReadonlyMap<number, unknown>,
    private readonly cache: Cache,
    private readonly lanes: WorkerProvider,
    private readonly calls: ActiveCalls,
    private readonly outcomes: Completions,
    private readonly trunk: Trunk,
  ) {}

  /** Whether anything of a call can be known. */
  concerns(fanout: PendingCall): boolean {
    return fanout.call.cacheKeys !== undefined || this.prior.size > 0;
  }

  /** Takes what is known of a call; asks for the rest to be run one by one. */
  lookUp(fanout: PendingCall): void {
    const { call } = fanout;
    fanout.next = fanout.n;
    let looking = true;
    const pool = this.lanes.poolFor(call);
    /** Consecutive results that have not been passed on: one message for all of them, not one an item. */
    let held: { readonly index: number; readonly values: unknown[] } | undefined;
    const pass = () => {
      if (!held) return;
      const part = { index: held.index, payload: packList(held.values) };
      held = undefined;
      if (fanout.settledItems === fanout.n && !call.options.stream) fanout.lastPart = part;
      else
        this.trunk.answer(
          fanout.caller,
          { type: "part", call: call.id, ...part },
          transferables(part.payload),
        );
    };
    const known = (index: number, value: unknown, flag: number) => {
      this.trunk.unrun(fanout, index, 1, "succeeded", undefined, flag);
      if (held && held.index + held.values.length !== index) pass();
      fanout.settledItems++;
      this.calls.done++;
      if (held) held.values.push(value);
      else held = { index, values: [value] };
      if (!looking) pass();
    };
    for (let index = 0; index < fanout.n; index++) {
      const path = call.map ? itemPath(call.path, index) : call.path;
      const key = call.cacheKeys?.[index];
      if (this.prior.has(path)) known(index, this.prior.get(path), FLAG_REPLAYED);
      else if (key === undefined) fanout.singles.push({ index, attempt: 1 });
      else {
        fanout.waiting++;
        this.cache.get(key, (found) => {
          fanout.waiting--;
          if (fanout.settled) return;
          if (found.hit) known(index, found.value, FLAG_CACHED);
          else if (fanout.closed) this.cache.fail(key);
          else fanout.singles.push({ index, attempt: 1 });
          if (looking) return;
          this.outcomes.proceed(fanout, pool);
        });
      }
    }
    looking = false;
    pass();
  }
}
