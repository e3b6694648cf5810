import fc from "fast-check";

/** Values of every type that can be passed, parts shared and cycles among them. */
export const randomValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; leaf: unknown; key: unknown }>(
  (tie) => ({
    key: fc.oneof(fc.constantFrom("a", "b", "constructor", "__proto__", "$fanout", ""), fc.string()),
    leaf: fc.oneof(
      fc.constantFrom<unknown>(
        0,
        -0,
        1,
        Number.NaN,
        Infinity,
        "",
        "0",
        "a",
        "\ud800",
        true,
        null,
        undefined,
        1n,
      ),
      fc.double(),
      fc.string(),
      fc.bigInt({ min: -5n, max: 5n }),
      fc.constantFrom(0, 1, Number.NaN).map((time) => new Date(time)),
      fc.constantFrom(/a/, /a/g, /b/).map((one) => new RegExp(one)),
      fc.constantFrom<unknown>(1, -0, "1", true, 1n).map(Object),
      fc.uint8Array({ maxLength: 3 }),
      fc.uint8Array({ maxLength: 3 }).map((bytes) => bytes.buffer),
      fc.uint8Array({ maxLength: 3 }).map((bytes) => new Uint8ClampedArray(bytes)),
      fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => new DataView(bytes.buffer)),
      fc.float64Array({ maxLength: 2 }),
    ),
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      tie("leaf"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.array(tie("value"), { maxLength: 3 }).map((list) => {
        const holes: unknown[] = [...list];
        holes.length += 2;
        return holes;
      }),
      fc.dictionary(tie("key") as fc.Arbitrary<string>, tie("value"), { maxKeys: 3 }),
      fc.array(fc.tuple(tie("leaf"), tie("value")), { maxLength: 3 }).map((entries) => new Map(entries)),
      fc.array(tie("value"), { maxLength: 3 }).map((parts) => new Set(parts)),
      fc
        .tuple(fc.constantFrom("", "a"), fc.option(tie("value"), { nil: undefined }), fc.boolean())
        .map(([message, cause, isType]) => new (isType ? TypeError : Error)(message, { cause })),
      // The same object twice, and an object in itself.
      tie("value").map((part) => [part, part]),
      fc.dictionary(fc.constantFrom("a", "b"), tie("value"), { maxKeys: 2 }).map((record) => {
        (record as Record<string, unknown>).self = record;
        return record;
      }),
    ),
  }),
).value;

type Pairs = ReadonlyMap<unknown, unknown>;

/**
 * A naive comparison: of types, parts, and of which parts are the same object. Orders of keys, Maps and Sets do not count.
 * @returns the objects that are in the same places, or undefined where the values are different
 */
function match(a: unknown, b: unknown, pairs: Pairs): Pairs | undefined {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null)
    return Object.is(a, b) ? pairs : undefined;
  if (pairs.has(a)) return pairs.get(a) === b ? pairs : undefined;
  if ([...pairs.values()].includes(b)) return undefined;
  const type = Object.prototype.toString.call(a);
  if (type !== Object.prototype.toString.call(b)) return undefined;
  const known = new Map(pairs).set(a, b);
  if (a instanceof Map) return matchAny([...a], [...(b as Map<unknown, unknown>)], known, true);
  if (a instanceof Set) return matchAny([...a], [...(b as Set<unknown>)], known, false);
  const plain = plainOf(a);
  if (plain !== undefined) return plain === plainOf(b) ? known : undefined;
  return matchRecords(a, b, known);
}

function plainOf(value: object): string | undefined {
  if (value instanceof Date) return String(value.getTime());
  if (value instanceof RegExp) return String(value);
  if (ArrayBuffer.isView(value))
    return String(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ArrayBuffer) return String(new Uint8Array(value));
  if (/Number|String|Boolean|BigInt/.test(Object.prototype.toString.call(value))) {
    const inner: unknown = value.valueOf();
    return Object.is(inner, -0) ? "-0" : `${typeof inner} ${String(inner)}`;
  }
  return undefined;
}

function matchRecords(a: object, b: object, pairs: Pairs): Pairs | undefined {
  const keys = (of: object) =>
    of instanceof Error
      ? ["name", ...Object.getOwnPropertyNames(of).filter((key) => key !== "stack")].sort()
      : [...Object.keys(of), ...(Array.isArray(of) ? ["length"] : [])].sort();
  if (JSON.stringify(keys(a)) !== JSON.stringify(keys(b))) return undefined;
  let known: Pairs | undefined = pairs;
  for (const key of keys(a)) {
    known = known && match(Reflect.get(a, key), Reflect.get(b, key), known);
  }
  return known;
}

/** Tries every order. */
function matchAny(
  a: readonly unknown[],
  b: readonly unknown[],
  pairs: Pairs,
  areEntries: boolean,
): Pairs | undefined {
  if (a.length !== b.length) return undefined;
  const [first, ...rest] = a;
  if (a.length === 0) return pairs;
  for (let i = 0; i < b.length; i++) {
    const known = areEntries
      ? matchBoth(first as readonly unknown[], b[i] as readonly unknown[], pairs)
      : match(first, b[i], pairs);
    const all = known && matchAny(rest, [...b.slice(0, i), ...b.slice(i + 1)], known, areEntries);
    if (all) return all;
  }
  return undefined;
}

function matchBoth(a: readonly unknown[], b: readonly unknown[], pairs: Pairs): Pairs | undefined {
  const known = match(a[0], b[0], pairs);
  return known && match(a[1], b[1], known);
}

export const isDeepEqual = (a: unknown, b: unknown): boolean => match(a, b, new Map()) !== undefined;
