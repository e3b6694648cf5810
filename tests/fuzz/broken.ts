/** Another order, entries twice or gone, members gone, times that cannot be. */
export function broken(value: unknown, pick: () => number): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((each) => broken(each, pick));
    const what = pick() % 24;
    if (what === 0) return parts.toReversed();
    if (what === 1) return [...parts, ...parts];
    if (what === 2) return parts.filter((_, i) => i % 3 !== pick() % 3);
    return parts;
  }
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => pick() % 60 !== 0)
        .map(([key, part]) => [key, broken(part, pick)]),
    );
  if (typeof value === "number" && pick() % 80 === 0)
    return [-1, 1e308, -1e15, 0, Number.NaN, 2 ** 53][pick() % 6];
  if (typeof value === "string" && pick() % 200 === 0)
    return ["", "\u0000\u202e", "__proto__", "x".repeat(5_000), "1970-01-01T00:00:00Z", "a[b", "9e99"][
      pick() % 7
    ];
  return value;
}

/** The same numbers for the same seed. */
export function picker(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state >> 8;
  };
}
