import { combine, generator, hashText } from "@/lib/base/hash";
import type { Definition } from "./language";

// How calls are named, in all runners and the same under every strategy. Random numbers, reused results and cache keys
// depend on it.

/** Path of the entry. */
export const ENTRY_PATH = 1;

/**
 * Path of a call: its caller's path, the name called, and how many calls of that name the caller had made before.
 * @param attempt of the caller, from 1. Another attempt gives other paths, so its draws are not those of the one that failed
 */
export function callPath(caller: number, attempt: number, name: string, ordinal: number): number {
  const from = attempt > 1 ? combine(caller, -attempt) : caller;
  return combine(combine(from, hashText(name)), ordinal);
}

/** Path of an item of a map. */
export const itemPath = (mapPath: number, index: number): number => combine(mapPath, index + 1);

/** Random numbers of a span and attempt, each in [0, 1). */
export const drawsOf = (path: number, seed: number, attempt: number): (() => number) =>
  generator(combine(combine(path, seed), attempt));

/** Key of a traced call in its task, by which the task's next attempt finds its result. @param args as text */
export const checkpointKey = (name: string, ordinal: number, args: string): string =>
  `${name}#${ordinal}${args}`;

/** Key of a cached call. Two digests and the text's length: collisions are out of reach of accident. @param args as text */
export function cacheKey({ name, version, cacheVersion }: Definition, args: string): string {
  const head = `${name}\u0000${version}\u0000${cacheVersion}`;
  return `${name.slice(0, 200)}:${hashText(head).toString(36)}:${hashText(args).toString(36)}${hashText(`${args.length};${args}`).toString(36)}`;
}
