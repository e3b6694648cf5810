/** Bounds of one run that the runtime and the engine both hold; docs/architecture.md lists them all. */
export const MAX_DEPTH = 256;
export const MAX_SPANS = 1_000_000;

export const tooManySpans = `this run would record more than ${MAX_SPANS.toLocaleString("en")} spans`;
