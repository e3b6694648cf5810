import { isUncloneable } from "./uncloneable";

/**
 * - plain: only its properties count, as with instances of the program's own classes
 * - platform: it may hold more than its properties, as a Blob or a RegExp does
 */
type Nature = "plain" | "platform" | "uncloneable";

const known = new WeakMap<object, Nature>();

const isNative = (value: unknown): boolean =>
  typeof value === "function" &&
  /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(value));

function isOfPlatform(prototype: object | null): boolean {
  if (prototype === null || prototype === Object.prototype) return false;
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return isNative(made) || isOfPlatform(Object.getPrototypeOf(prototype) as object | null);
}

/** What an object is, by its prototype. */
export function natureOf(value: object): Nature {
  const prototype = Object.getPrototypeOf(value) as object;
  let nature = known.get(prototype);
  if (nature === undefined) {
    nature = isUncloneable(value) ? "uncloneable" : isOfPlatform(prototype) ? "platform" : "plain";
    known.set(prototype, nature);
  }
  return nature;
}
