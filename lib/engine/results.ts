import { MAX_RESULTS } from "@/lib/model/limits";
import type { CallMessage, Payload } from "@/lib/protocol/calls";
import type { KeptResults } from "@/lib/protocol/flush";
import { reuseNames } from "@/lib/runner/host/identity";
import { payloadLength } from "@/lib/runner/remote/payload";
import type { EngineWorker } from "./workers/worker";

/** A result that another run can take, by its name; lib/runner/host/identity.ts. */
export interface NamedResult {
  readonly name: number;
  readonly value: unknown;
}

interface Segment {
  readonly index: number;
  readonly payload: Payload;
}

/** Numbers are moved on, or their memory is used again: what is kept is a copy. */
const copyOf = (payload: Payload): Payload =>
  payload.form === "numbers" ? { form: payload.form, numbers: payload.numbers.slice() } : payload;

/** Results that succeeded, for a run from the failure. Stored as they arrive; names are computed on demand. */
export class CompletedResults {
  private readonly calls = new Map<CallMessage, { readonly items: Payload; readonly segments: Segment[] }>();
  private readonly kept: KeptResults[] = [];
  private count = 0;

  /** @param versions of the code of tasks, by name */
  constructor(private readonly versions: Readonly<Record<string, string>>) {}

  add(call: CallMessage, index: number, payload: Payload): void {
    const n = payloadLength(payload);
    if (!call.place || payloadLength(call.payload) > MAX_RESULTS || this.count + n > MAX_RESULTS) return;
    this.count += n;
    let of = this.calls.get(call);
    if (!of) {
      of = { items: copyOf(call.payload), segments: [] };
      this.calls.set(call, of);
    }
    of.segments.push({ index, payload: copyOf(payload) });
  }

  /** Adds what the driver has run itself. */
  addKept(from: EngineWorker, results: KeptResults | undefined): void {
    if (from.role !== "driver" || !results || this.count + results.names.length > MAX_RESULTS) return;
    this.count += results.names.length;
    this.kept.push(results);
  }

  list(): NamedResult[] {
    const list: NamedResult[] = [];
    for (const { names, values } of this.kept)
      for (let i = 0; i < names.length; i++) list.push({ name: names[i] as number, value: values[i] });
    for (const [{ place, task, digests, keys }, { items, segments }] of this.calls) {
      if (!place) continue;
      const names = reuseNames({ place, version: this.versions[task] ?? "", payload: items, digests, keys });
      for (const { index, payload } of segments) {
        const n = payloadLength(payload);
        for (let i = 0; i < n; i++) {
          const value = payload.form === "numbers" ? payload.numbers[i] : payload.list[i];
          list.push({ name: names[index + i] as number, value });
        }
      }
    }
    return list.filter(({ name }) => !Number.isNaN(name));
  }
}
