import type { Read, Versions } from "@/lib/share/versions";

/** What is stored: the version it was written under, and what was written. */
export interface StoredRecord {
  readonly version: number;
  readonly data: unknown;
}

export const toRecord = <T>(versions: Versions<T>, data: T): StoredRecord => ({
  version: versions.current,
  data,
});

/** Never throws. A value that is no record at all is not "newer". */
export function fromRecord<T>(versions: Versions<T>, stored: unknown): Read<T> {
  if (typeof stored !== "object" || stored === null || !("version" in stored) || !("data" in stored)) {
    return { ok: false, newer: false, message: "Unreadable record." };
  }
  const { version, data } = stored;
  if (typeof version !== "number")
    return { ok: false, newer: false, message: "Its version is not a number." };
  return versions.read(version, data);
}
