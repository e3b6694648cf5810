import { Dir, File } from "./api/artifacts";
import { decodeAllObjects, OBJECT_TAG } from "./object-codec";

type Decoders = Readonly<Record<string, (record: Record<string, unknown>) => unknown>>;

const ARTIFACTS: Decoders = { Dir: Dir.decode, File: File.decode };

/** Whether a value may hold encoded objects. Cheap: primitives and typed arrays never do. */
function mayHoldObjects(value: unknown): boolean {
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
}

function holdsObject(value: object, seen: Set<object>): boolean {
  if (seen.has(value) || seen.size > 100_000) return false;
  seen.add(value);
  if (Object.hasOwn(value, OBJECT_TAG)) return true;
  const parts: Iterable<unknown> =
    Array.isArray(value) || value instanceof Set
      ? value
      : value instanceof Map
        ? [...value].flat()
        : Object.values(value);
  for (const part of parts) if (mayHoldObjects(part) && holdsObject(part as object, seen)) return true;
  return false;
}

/** Restores artifacts, and the classes in `more`, from what crossed. */
export function decodeObjects(value: unknown, more: Decoders): unknown {
  if (!mayHoldObjects(value) || !holdsObject(value as object, new Set())) return value;
  return decodeAllObjects(value, { ...ARTIFACTS, ...more });
}
