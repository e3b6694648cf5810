import { JSON_MAX_DEPTH } from "@/lib/model/limits";

/** How deeply arrays and objects are nested, counted without recursion and not past `JSON_MAX_DEPTH + 1`. */
export function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= JSON_MAX_DEPTH; depth++) {
    const containers = level.filter((one): one is object => typeof one === "object" && one !== null);
    if (containers.length === 0) return depth;
    level = containers.flatMap((one): unknown[] => Object.values(one));
  }
  return JSON_MAX_DEPTH + 1;
}
