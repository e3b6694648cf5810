/** Texts that are another at each run. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/\b0x[0-9a-f]{4,}\b/g, "0x…"],
  // Frames of a traceback that is part of a text: each package has its own.
  [/(Stack Trace:\n)(?:[ \t]+.*(?:\n|$))+/g, "$1  …\n"],
  [/_[0-9a-f]{32}-arraynode/g, "_…-arraynode"],
  [/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d\d:?\d\d)?/g, "<date>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "<id>"],
  [/\/tmp\/[^\s'"]+/g, "/tmp/…"],
];

/** A text without what differs between two runs that do the same: addresses, dates, ids. */
export const stable = (text: string): string =>
  CHANGING.reduce((sum, [from, to]) => sum.replace(from, to), text);
