import { VALUE_MAX_BYTES } from "@/lib/model/limits";
import type { Payload } from "@/lib/protocol/calls";
import type { Copied, Inspection, LanguageValues, Role } from "../host/language";
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

export const ARGUMENTS: Role = { name: "arguments", verb: "Pass" };
export const ITEMS: Role = { name: "items", verb: "Pass" };
export const RESULT: Role = { name: "result", verb: "Return" };

/**
 * Sends arguments. The message copies them, so they are sent as they are where that can be.
 * @param encoded they hold objects that are encoded
 */
export function sendArguments<T extends readonly unknown[]>(
  values: LanguageValues,
  owner: string,
  list: T,
  encoded: boolean,
  send: (list: T) => void,
): void {
  const encode = () => accepted(owner, values.encode(list, ARGUMENTS)) as T;
  if (!encoded) {
    try {
      send(list);
      return;
    } catch {
      // A proxy, say: the platform does not clone it, but it does clone its copy.
    }
  }
  send(encode());
}

/** The error for a value that cannot cross, in the user's terms. @param owner the task, queue, … whose value it is */
export function refusal(owner: string, found: Inspection): Error | undefined {
  if (found.problem) return new TypeError(`${owner}: ${found.problem}`);
  if (found.bytes > VALUE_MAX_BYTES) {
    return new RangeError(
      `${owner}: this value is ${Math.round(found.bytes / 2 ** 20)} MiB. Values sent between workers are limited to ${VALUE_MAX_BYTES / 2 ** 20} MiB.`,
    );
  }
  return undefined;
}

/** The value. @throws Error as `refusal` gives it */
export function accepted(owner: string, copied: Copied): unknown {
  const refused = refusal(owner, copied);
  if (refused) throw refused;
  return copied.value;
}
