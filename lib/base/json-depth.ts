import { JSON_MAX_DEPTH } from "@/lib/model/limits";

/** How deeply arrays and objects are nested, counted without recursion and not past `most + 1`. */
export function depthOf(value: unknown, most = JSON_MAX_DEPTH): number {
  let level = containersIn([value]);
  for (let depth = 0; depth <= most; depth++) {
    if (level.length === 0) return depth;
    const below: object[] = [];
    for (const one of level) {
      // A list of a million numbers needs no copy.
      for (const found of containersIn(Array.isArray(one) ? one : Object.values(one))) below.push(found);
    }
    level = below;
  }
  return most + 1;
}

function containersIn(values: readonly unknown[]): object[] {
  const found: object[] = [];
  for (const value of values) if (typeof value === "object" && value !== null) found.push(value);
  return found;
}
