import { VALUE_MAX_BYTES } from "@/lib/model/limits";
import type { Payload } from "@/lib/protocol/runner";
import type { Inspection } from "../host/language";
import { isShared } from "./shared-numbers";

/**
 * Numbers as one Float64Array, which is shared or transferred instead of cloned; anything else as a list.
 * @param room allocates the array
 */
export function packList(
  list: readonly unknown[],
  room: (n: number) => Float64Array = (n) => new Float64Array(n),
): Payload {
  const n = list.length;
  if (n === 0 || typeof list[0] !== "number") return { form: "list", list };
  const numbers = room(n);
  for (let i = 0; i < n; i++) {
    const value = list[i];
    if (typeof value !== "number") return { form: "list", list };
    numbers[i] = value;
  }
  return { form: "numbers", numbers };
}

export const payloadLength = (payload: Payload): number =>
  payload.form === "numbers" ? payload.numbers.length : payload.list.length;

/** A part of a payload that can be sent while the rest stays: a copy, or a view of shared memory. */
export function slicePayload(payload: Payload, from: number, to: number): Payload {
  if (payload.form === "numbers") {
    const { numbers } = payload;
    return {
      form: "numbers",
      numbers: isShared(numbers) ? numbers.subarray(from, to) : numbers.slice(from, to),
    };
  }
  return { form: payload.form, list: payload.list.slice(from, to) } as Payload;
}

export function transferables(payload: Payload): Transferable[] {
  return payload.form === "numbers" && !isShared(payload.numbers)
    ? [payload.numbers.buffer as ArrayBuffer]
    : [];
}

/** The error for a value that cannot cross, in the user's terms. */
export function refusal(task: string, found: Inspection): Error | undefined {
  if (found.problem) return new TypeError(`${task}: ${found.problem}, which cannot be sent between workers`);
  if (found.bytes > VALUE_MAX_BYTES) {
    return new RangeError(
      `${task}: a value of ${Math.round(found.bytes / 2 ** 20)} MiB was to be sent between workers; the bound is ${VALUE_MAX_BYTES / 2 ** 20} MiB`,
    );
  }
  return undefined;
}
