import { type Compared, hasFinished, labelOf } from "./compared";

/** Sums taken in another order differ by rounding: closer than this share, numbers count as equal. */
const ROUNDING = 1e-9;

export type Cause = "order" | "time" | "random" | "shared variable" | "unknown";

/** Trials that returned different results, and where those part first. */
export interface DifferentResults {
  /** Labels of trials by their result; at least two groups, the largest first. */
  readonly groups: readonly (readonly string[])[];
  /** Where the results of the first two groups part: `[3].total`; empty where they do as a whole. */
  readonly path: string;
  /** What is there, of each of the two; undefined where it has none. */
  readonly values: readonly [unknown, unknown];
  readonly cause: Cause;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  );
}

interface Part {
  readonly path: string;
  readonly values: readonly [unknown, unknown];
}

/** The deepest place at which two values first differ. */
function firstDifference(a: unknown, b: unknown, path = ""): Part {
  const here: Part = { path, values: [a, b] };
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return here;
  if (Array.isArray(a) && hasSameItems(a, b as unknown as readonly unknown[])) return here;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (isEqual(a[key], b[key])) continue;
    const next = Array.isArray(a) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    return firstDifference(a[key], b[key], next);
  }
  return here;
}

/** Lists longer than this are not searched for the same items in another order. */
const ORDERED_MAX_ITEMS = 10_000;

function hasSameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length || a.length < 2 || a.length > ORDERED_MAX_ITEMS) return false;
  const sorted = (list: readonly unknown[]): readonly string[] =>
    list.map((item) => JSON.stringify(item) ?? "").sort();
  const other = sorted(b);
  return sorted(a).every((item, at) => item === other[at]);
}

const TIME = /\bDate\b|\bperformance\s*\.\s*now\b/;
const RANDOM = /\bMath\s*\.\s*random\b|\bcrypto\b/;

/** A variable outside all functions to which the program assigns again. */
function hasAssignedVariable(source: string): boolean {
  for (const [, name = ""] of source.matchAll(/^(?:export\s+)?let\s+([A-Za-z_$][\w$]*)/gm)) {
    const own = name.replace(/\$/g, "\\$&");
    const written = new RegExp(`(?<![\\w$.])${own}\\s*(?:[-+*/%&|^?<>]{0,3}=(?![=>])|\\+\\+|--)`, "g");
    // The first one is its declaration, where that gives it a value.
    if (
      [...source.matchAll(written)].some(
        ({ index }) => !/\blet\s+$/.test(source.slice(Math.max(0, index - 20), index)),
      )
    )
      return true;
  }
  return false;
}

function causeOf({ values: [a, b] }: Part, source: string): Cause {
  if (Array.isArray(a) && Array.isArray(b) && hasSameItems(a, b)) return "order";
  if (hasAssignedVariable(source)) return "shared variable";
  if (RANDOM.test(source)) return "random";
  return TIME.test(source) ? "time" : "unknown";
}

/**
 * Whether the trials that finished returned the same. Of results that were cut in the report the rest is not known, so
 * they count as equal.
 * @param source the program's text, for the likely cause
 */
export function differentResults(trials: readonly Compared[], source: string): DifferentResults | undefined {
  const groups: Compared[][] = [];
  for (const trial of trials) {
    if (!hasFinished(trial) || trial.report.outputTruncated) continue;
    const same = groups.find(([first]) => first && isEqual(first.report.output, trial.report.output));
    if (same) same.push(trial);
    else groups.push([trial]);
  }
  const [[one] = [], [other] = []] = groups.toSorted((a, b) => b.length - a.length);
  if (!one || !other) return undefined;
  const part = firstDifference(one.report.output, other.report.output);
  return {
    groups: groups.toSorted((a, b) => b.length - a.length).map((group) => group.map(labelOf)),
    ...part,
    cause: causeOf(part, source),
  };
}

/** How many NaN a result holds, and how many `undefined` inside a list or object: most often a missing `await` or argument. */
export function emptyValues(
  output: unknown,
  isWhole = true,
): { readonly nan: number; readonly undefined: number } {
  if (!isObject(output)) return { nan: 0, undefined: 0 };
  const { $fanout: tag, value } = output;
  if (tag === "number") return { nan: Number(value === "NaN"), undefined: 0 };
  // A workflow that returns nothing is none.
  if (tag === "undefined") return { nan: 0, undefined: Number(!isWhole) };
  const all = Object.values(output).map((each) => emptyValues(each, false));
  return {
    nan: all.reduce((sum, { nan }) => sum + nan, 0),
    undefined: all.reduce((sum, each) => sum + each.undefined, 0),
  };
}
