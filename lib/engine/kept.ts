import { MAX_RESULTS, RESULTS_MAX_BYTES, TRIAL_CACHED_MAX_BYTES, TRIAL_MAX_CACHED } from "@/lib/model/limits";
import type { Kept } from "@/lib/protocol/page";
import { measure } from "./measure";
import type { TrialEnd } from "./plan";

/** Work of the page for one message, about 20 ms; a single value may be five times that. */
const MESSAGE_WORK = 200_000;
const VALUE_MAX_WORK = 5 * MESSAGE_WORK;

interface Bounds {
  readonly count: number;
  readonly bytes: number;
}

/** Each value with the work that it is to the page; what is past the bounds is left out, and computed again another time. */
function* within<T extends { readonly value: unknown }>(
  values: readonly T[],
  most: Bounds,
): Generator<[T, number]> {
  let { count, bytes } = most;
  for (const each of values) {
    const size = count > 0 ? measure(each.value, { bytes, work: VALUE_MAX_WORK }) : undefined;
    if (!size) continue;
    count -= 1;
    bytes -= size.bytes;
    yield [each, size.work];
  }
}

/** What outlives a trial, in parts. */
export function* keptOf({ cache, results }: Pick<TrialEnd, "cache" | "results">): Generator<Kept> {
  let part: { readonly cache: Kept["cache"]; readonly results: Kept["results"] } = { cache: [], results: [] };
  let work = 0;
  const add = function* (more: number): Generator<Kept> {
    if (work > 0 && work + more > MESSAGE_WORK) {
      yield { type: "kept", ...part };
      part = { cache: [], results: [] };
      work = 0;
    }
    work += more;
  };
  for (const [entry, more] of within(cache, { count: TRIAL_MAX_CACHED, bytes: TRIAL_CACHED_MAX_BYTES })) {
    yield* add(more);
    part.cache.push(entry);
  }
  for (const [{ name, value }, more] of within(results, { count: MAX_RESULTS, bytes: RESULTS_MAX_BYTES })) {
    yield* add(more);
    part.results.push({ name: String(name), value });
  }
  if (work > 0) yield { type: "kept", ...part };
}
