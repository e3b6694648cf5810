import fc from "fast-check";

/** Whatever a structured clone can carry, and more: what strangers send, and programs return. */
export const anyValue = fc.anything({
  maxDepth: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withSparseArray: true,
});

/** Text of any characters, halves of pairs among them. */
export const anyText = fc.string({ unit: "binary", maxLength: 300 });

/** A thing that makes sense, one of its properties replaced or one added. */
export const bent = (whole: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(whole), "other"), anyValue)
    .map(([key, value]) => ({ ...whole, [key]: value }));
