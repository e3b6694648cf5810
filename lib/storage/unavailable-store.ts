import type { KeyValueStore } from "./key-value-store";

/** A shelf where there is no storage at all: it refuses everything, so that a safe shelf on top keeps all in memory. */
export function unavailableStore(error: unknown): KeyValueStore {
  const refuse = async (): Promise<never> => {
    throw error;
  };
  return {
    get: refuse,
    getMany: refuse,
    entries: refuse,
    keys: refuse,
    set: refuse,
    update: refuse,
    delete: refuse,
  };
}
