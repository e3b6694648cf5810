import { JSON_MAX_DEPTH } from "@/lib/model/limits";

/** How deeply arrays and objects are nested, counted without recursion and not past `most + 1`. */
export function depthOf(value: unknown, most = JSON_MAX_DEPTH): number {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= most; depth++) {
    const containers = level.filter((one): one is object => typeof one === "object" && one !== null);
    if (containers.length === 0) return depth;
    level = containers.flatMap((one): unknown[] => Object.values(one));
  }
  return most + 1;
}
