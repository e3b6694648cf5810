/** A table of values by key, kept by structured clone. Any of these may reject; `fallbackStore` makes one that does not. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** In the order of the keys; undefined for one that is not there. */
  getMany(keys: readonly string[]): Promise<readonly unknown[]>;
  entries(): Promise<readonly Entry[]>;
  keys(): Promise<readonly string[]>;
  /** All or none. */
  set(entries: readonly Entry[]): Promise<void>;
  /** Reads and writes in one step that no other tab can come between. @param change gives the new value of the old */
  update(key: string, change: (old: unknown) => unknown): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
}

export type Entry = readonly [key: string, value: unknown];
