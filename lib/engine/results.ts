import type { CallMessage, PathResult, Payload } from "@/lib/protocol/runner";
import { itemPath } from "@/lib/runner/host/identity";
import { payloadLength } from "@/lib/runner/remote/payload";

/** Results kept for one run. */
const MAX_RESULTS = 20_000;

interface Segment {
  readonly map: boolean;
  readonly path: number;
  readonly index: number;
  readonly payload: Payload;
}

/** Results that succeeded, for a re-run from a failure. Stored as they arrive; paths are computed on demand. */
export class CompletedResults {
  private readonly segments: Segment[] = [];
  private readonly others: PathResult[] = [];
  private count = 0;

  add(call: CallMessage, index: number, payload: Payload): void {
    const n = payloadLength(payload);
    if (this.count + n > MAX_RESULTS) return;
    this.count += n;
    // Numbers are moved on to the caller: what is kept is a copy.
    const kept =
      payload.form === "numbers" ? { form: payload.form, numbers: payload.numbers.slice() } : payload;
    this.segments.push({ map: call.map, path: call.path, index, payload: kept });
  }

  addAll(results: readonly PathResult[]): void {
    this.others.push(...results.slice(0, MAX_RESULTS));
  }

  list(): PathResult[] {
    const list = [...this.others];
    for (const { map, path, index, payload } of this.segments) {
      const n = payloadLength(payload);
      for (let i = 0; i < n; i++) {
        const value = payload.form === "numbers" ? payload.numbers[i] : payload.list[i];
        list.push({ path: map ? itemPath(path, index + i) : path, value });
      }
    }
    return list;
  }
}
