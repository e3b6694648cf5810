import fc from "fast-check";

/** What has surprised code that reads strangers' data: each is something that JSON or a structured clone can carry. */
const hostile = fc.constantFrom<unknown>(
  { toString: 1, valueOf: 1 },
  { toJSON: 1, length: -1 },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":1}}'),
  Number.MAX_SAFE_INTEGER,
  -1,
  1e308,
  5e-324,
  "",
  "x".repeat(2_000),
  `a${"\u0301".repeat(200)}`,
  "\ud800",
  "__proto__",
  [[[[[[[[]]]]]]]],
  null,
  true,
);

/** Whatever a structured clone can carry, and more: what strangers send, and programs return. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.anything({
      maxDepth: 4,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withSparseArray: true,
    }),
  },
  { weight: 1, arbitrary: hostile },
);

/** Text of any characters, halves of pairs among them. */
export const anyText = fc.string({ unit: "binary", maxLength: 300 });

/** A thing that makes sense, one of its properties replaced or one added. */
export const bent = (whole: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(whole), "other"), anyValue)
    .map(([key, value]) => ({ ...whole, [key]: value }));

const alike = fc.record({
  number: fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(1e8, 1e308, -1e308, 2 ** 31, 0.5)),
  string: fc.oneof(anyText, fc.constantFrom("", "task", "pooled", "failed", "__proto__", "x".repeat(301))),
  boolean: fc.boolean(),
});

/** A value with something else in one place, at any depth: half of the time of the same type. */
export const bentAnywhere = (whole: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.nat(sizeOf(whole) - 1), fc.boolean(), alike, anyValue)
    .map(([at, isAlike, { number, string, boolean }, other]) =>
      withPut(whole, at, (old) => {
        if (!isAlike) return other;
        if (typeof old === "number") return number;
        if (typeof old === "string") return string;
        return typeof old === "boolean" ? boolean : other;
      }),
    );

/** Places in a value, itself among them. */
function sizeOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, part) => sum + sizeOf(part), 1);
}

function withPut(whole: unknown, at: number, put: (old: unknown) => unknown): unknown {
  let left = at;
  const walk = (value: unknown): unknown => {
    if (left-- === 0) return put(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  };
  return walk(whole);
}
