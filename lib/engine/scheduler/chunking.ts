import type { ChunkRule } from "@/lib/model/settings";

/**
 * Least work in one chunk, ms. A message there and back costs about 0.1 ms of two threads' time; chunks of cheap items are
 * made long enough that this stays below a fifth, and short enough that the last one delays the end by no more than this.
 */
const MIN_CHUNK_MS = 0.5;

/** Maps whose share of a slot takes no longer than this go out as one chunk per slot, ms: a second message would come later. */
const SHORT_SHARE_MS = 1;

export interface ChunkState {
  /** Items of the map. */
  readonly n: number;
  /** Items not yet sent. */
  readonly remaining: number;
  /** Bodies that can run in parallel. */
  readonly slots: number;
  /** Mean ms of an item so far; NaN before the first chunk came back. */
  readonly meanMs: number;
}

/**
 * Python's default chunk, from multiprocessing/pool.py, `Pool._map_async`: `divmod(items, 4 × workers)`, one more if
 * there is a rest.
 */
export function pythonChunk(n: number, workers: number): number {
  const size = Math.floor(n / (4 * workers));
  return Math.max(1, n % (4 * workers) === 0 ? size : size + 1);
}

/**
 * Guided chunks: a share of what remains, shrinking to single items at the end, so that equal items end within one item of
 * each other and no wave is lost. Where items are so short that a message would cost more than they do, chunks are kept
 * long enough to pay for it.
 */
export function guidedChunk(state: ChunkState): number {
  const { n, remaining, slots, meanMs } = state;
  const guided = Math.ceil(remaining / (2 * slots));
  if (!(meanMs * guided < MIN_CHUNK_MS)) return guided;
  const paying = Math.ceil(MIN_CHUNK_MS / Math.max(meanMs, 1e-6));
  const share = Math.ceil(n / slots);
  if (meanMs * share <= SHORT_SHARE_MS) return Math.max(guided, share);
  return Math.max(guided, Math.min(paying, Math.ceil(n / (2 * slots))));
}

export function chunkSize(rule: ChunkRule, state: ChunkState): number {
  const size =
    typeof rule === "number"
      ? rule
      : rule === "python"
        ? pythonChunk(state.n, state.slots)
        : guidedChunk(state);
  return Math.max(1, Math.min(size, state.remaining));
}
