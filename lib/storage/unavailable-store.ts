import type { Shelf } from "./key-value-store";

/** A shelf where there is no storage at all: it refuses everything, so that a safe shelf on top keeps all in memory. */
export function refusingShelf(error: unknown): Shelf {
  const refuse = async (): Promise<never> => {
    throw error;
  };
  return { get: refuse, entries: refuse, keys: refuse, set: refuse, update: refuse, delete: refuse };
}
