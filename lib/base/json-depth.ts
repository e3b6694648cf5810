/** Most levels of JSON that strangers send: deeper values could overflow the stack of whoever walks them by recursion. */
export const MAX_DEPTH = 200;

/** How deeply arrays and objects are nested, counted without recursion and not past `MAX_DEPTH + 1`. */
export function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    const containers = level.filter((one): one is object => typeof one === "object" && one !== null);
    if (containers.length === 0) return depth;
    level = containers.flatMap((one): unknown[] => Object.values(one));
  }
  return MAX_DEPTH + 1;
}
