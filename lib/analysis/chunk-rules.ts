/**
 * How many items a message carries: the engine's rules (lib/engine/chunking), as the replay has to follow them. The two
 * folders may not import one another; tests/unit/chunk-rules.test.ts holds them together.
 */
export type ChunkRule = number | "auto" | "python";

export interface ChunkState {
  readonly n: number;
  readonly remaining: number;
  readonly slots: number;
  /** Mean ms of an item so far; NaN before the first chunk came back. */
  readonly meanMs: number;
}

const LEAST_CHUNK_MS = 1;

/** `Pool._map_async`: `divmod(items, 4 × workers)`, one more if there is a rest. */
export function pythonChunk(n: number, workers: number): number {
  return Math.max(1, Math.ceil(n / (4 * workers)));
}

/** A share of what remains, shrinking to single items; never less work than a message is worth. */
export function guidedChunk({ remaining, slots, meanMs }: ChunkState): number {
  const guided = Math.ceil(remaining / (2 * slots));
  if (!(meanMs * guided < LEAST_CHUNK_MS)) return guided;
  const paying = Math.ceil(LEAST_CHUNK_MS / Math.max(meanMs, 1e-6));
  return Math.max(guided, Math.min(paying, Math.ceil(remaining / slots)));
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
