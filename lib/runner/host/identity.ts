import { combine, generator, hashText } from "@/lib/base/hash";
import type { Definition } from "./language";

// What names a call, for all runners: its random numbers, the results that are taken from an earlier run, and its key in
// the cache follow from it. A name is the same under every strategy.

/** The entry. */
export const ENTRY_PATH = 1;

/**
 * Names a call by its caller, what it calls, and how many calls of that its caller had made before.
 * @param attempt of the caller, from 1: another attempt is another place, whose draws are not those of the one that failed
 */
export function callPath(caller: number, attempt: number, name: string, ordinal: number): number {
  const from = attempt > 1 ? combine(caller, -attempt) : caller;
  return combine(combine(from, hashText(name)), ordinal);
}

/** Names an item of the map at `mapPath`. */
export const itemPath = (mapPath: number, index: number): number => combine(mapPath, index + 1);

/** Random numbers of a span and attempt, each in [0, 1). */
export const drawsOf = (path: number, seed: number, attempt: number): (() => number) =>
  generator(combine(combine(path, seed), attempt));

/** Names a traced call among those of its task, so that the task's next attempt finds its result. @param args as text */
export const checkpointKey = (name: string, ordinal: number, args: string): string =>
  `${name}#${ordinal}${args}`;

/** Key of a cached call. Two digests and the text's length: collisions are out of reach of accident. @param args as text */
export function cacheKey({ name, version, cacheVersion }: Definition, args: string): string {
  const head = `${name}\u0000${version}\u0000${cacheVersion}`;
  return `${name.slice(0, 200)}:${hashText(head).toString(36)}:${hashText(args).toString(36)}${hashText(`${args.length};${args}`).toString(36)}`;
}
