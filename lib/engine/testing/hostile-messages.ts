import fc from "fast-check";

const long = (length: number) => "x".repeat(length);
const list = (length: number) => Array.from({ length }, () => "x");

/** Values that a stranger may put in place of a part of a message, by the type of what is there. */
const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  string: ["", long(301), long(600), long(1_001), long(9_000), long(25_000)],
  number: [Number.NaN, Number.POSITIVE_INFINITY, -1e308, 1e308, 1e9, -1, 0, 0.5, 2 ** 31, 2 ** 53],
  object: [
    [],
    new Array(3),
    ["x", undefined],
    Object.assign(list(1), { extra: {} }),
    list(301),
    list(700),
    { rows: Number.NaN },
    Object.fromEntries(list(101).map((name, at) => [name + at, 1])),
    { [long(101)]: 1 },
    { rows: 1e308 },
    JSON.parse('{"__proto__": 1, "constructor": 2}'),
    new Float64Array(new ArrayBuffer(288), 0, 18),
  ],
  other: [undefined, null, true, "x", 1, [], {}, new Map([["x", 1]]), new Date(Number.NaN)],
};

/** The places in a message, its own and those of what is in it. */
function placesOf(value: unknown, found: [object, string][] = []): [object, string][] {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return found;
  for (const key of Object.keys(value)) {
    found.push([value, key]);
    placesOf((value as Record<string, unknown>)[key], found);
  }
  return found;
}

/** A message, some parts of which are replaced, and to which something may be added. */
export const hostile = (message: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(fc.record({ place: fc.nat(), pick: fc.nat(), how: fc.nat(9) }), { minLength: 1, maxLength: 2 })
    .map((changes) => {
      const copy: unknown = structuredClone(message);
      for (const { place, pick, how } of changes) {
        const places = placesOf(copy);
        const [parent, key] = places[place % places.length] ?? [];
        if (!parent || !key) continue;
        const type = how === 0 ? "other" : typeof Reflect.get(parent, key);
        const values = HOSTILE[type] ?? [];
        if (how === 1) Reflect.set(parent, "added", { added: true });
        else Reflect.set(parent, key, structuredClone(values[pick % values.length]));
      }
      return copy;
    });
