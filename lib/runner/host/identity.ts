import { combine, generator, hashText } from "@/lib/base/hash";
import type { CallPlace, Payload } from "@/lib/protocol/calls";
import type { Definition } from "./language";

// How calls are identified: in all runners, under every strategy and in the engine the same. Random numbers, reused results,
// replayed traced calls and cache keys depend on it. docs/semantics.md, "Which call is which", has the rules.

/** Path of the entry. */
export const ENTRY_PATH = 1;

/**
 * @param caller path of the caller
 * @param attempt of the caller, from 1. Another attempt has other paths, so its draws are not those of the one that failed
 * @param site the call expression; 0 where the language cannot tell
 */
export function callBase(caller: number, attempt: number, site: number, name: string): number {
  const from = attempt > 1 ? combine(caller, -attempt) : caller;
  return combine(combine(from, site), hashText(name));
}

/** Path of a call. @param digest of its arguments, or of all items of a map */
export const callPath = ({ base, ordinal }: CallPlace, digest: number): number =>
  combine(combine(base, digest), ordinal);

/** Path of an item of a map. */
export const itemPath = (mapPath: number, index: number): number => combine(mapPath, index + 1);

/** Random numbers of a span and attempt, each in [0, 1). */
export const drawsOf = (path: number, seed: number, attempt: number): (() => number) =>
  generator(combine(combine(path, seed), attempt));

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/** Digest of a number; -0 is not 0. */
export function digestOfNumber(value: number): number {
  bits[0] = value;
  return combine(words[0] as number, words[1] as number);
}

/** Digest of a list of numbers, fast enough for each map. */
function digestOfNumbers(numbers: Float64Array): number {
  let low = 0x9e3779b9 ^ numbers.length;
  let high = 0x85ebca6b;
  for (let i = 0; i < numbers.length; i++) {
    bits[0] = numbers[i] as number;
    low = Math.imul(low ^ (words[0] as number), 0x9e3779b1);
    high = Math.imul((high << 13) | (high >>> 19), 5) ^ (words[1] as number) ^ low;
  }
  return combine(high >>> 0, low >>> 0);
}

/** Digest of all arguments of a call. @param digests of its items, unless they are numbers */
export function wholeDigest(payload: Payload, digests: ArrayLike<number> | undefined): number {
  if (payload.form === "numbers") return digestOfNumbers(payload.numbers);
  let whole = payload.list.length;
  for (let i = 0; digests && i < digests.length; i++) whole = combine(whole, digests[i] as number);
  return whole;
}

/** A call whose results can be reused in another run. */
export interface ReusableCall {
  readonly place: CallPlace;
  /** Version of the code of what it calls. */
  readonly version: string;
  readonly payload: Payload;
  /** Digests of the items, or of one call's arguments; left out where the payload is numbers. */
  readonly digests?: ArrayLike<number> | undefined;
  readonly keys?: readonly string[] | undefined;
}

/**
 * Names for the results of a call's items, by which another run finds them again: equal where the caller, the call
 * expression, the code called, the key and the arguments are. Among items of a map that are equal in all of these, the first
 * is the first again. A list that has changed elsewhere changes none of them. NaN, which names nothing, where the arguments cannot be
 * compared.
 */
export function reuseNames({ place, version, payload, digests, keys }: ReusableCall): number[] {
  const base = combine(combine(place.base, hashText(version)), place.ordinal);
  const n = payload.form === "numbers" ? payload.numbers.length : payload.list.length;
  // One call has no equal items; it is on the path of each direct call.
  const seen = n > 1 ? new Map<number, number>() : undefined;
  const names: number[] = new Array(n);
  for (let i = 0; i < n; i++) {
    const key = keys?.[i];
    const digest =
      payload.form === "numbers" ? digestOfNumber(payload.numbers[i] as number) : (digests?.[i] ?? 0);
    if (digest < 0) {
      names[i] = Number.NaN;
      continue;
    }
    const name = combine(combine(base, key === undefined ? 0 : hashText(key)), digest);
    const ordinal = seen?.get(name) ?? 0;
    seen?.set(name, ordinal + 1);
    names[i] = combine(name, ordinal);
  }
  return names;
}

/** Key of a traced call in its task, by which the task's next attempt finds its result. @param path from the task */
export const checkpointKey = (name: string, path: number): string =>
  `${name.slice(0, 200)}#${path.toString(36)}`;

/** Key of a cached call. Two digests and the text's length: collisions are out of reach of accident. @param args as text */
export function cacheKey({ name, version, cacheVersion }: Definition, args: string): string {
  const head = `${name}\u0000${version}\u0000${cacheVersion}`;
  return `${name.slice(0, 200)}:${hashText(head).toString(36)}:${hashText(args).toString(36)}${hashText(`${args.length};${args}`).toString(36)}`;
}
