import { tameText } from "@/lib/base/tame-text";

/**
 * A program's output as a folding tree. Values are plain JSON in which `{ $fanout: tag, … }` represents what JSON
 * cannot hold (see lib/engine/output.ts); here the tags become what they represent.
 */

/** UTF-16 units of a preview, and of a key. */
const PREVIEW = 120;
/** Entries of a value that are shown. */
const MAX_ENTRIES = 10_000;

export interface Entry {
  /** Property name or position; for a Map's entry its key in words. */
  readonly label: string;
  readonly value: unknown;
}

export interface Shown {
  readonly type:
    | "string"
    | "number"
    | "boolean"
    | "null"
    | "list"
    | "record"
    | "artifact"
    | "other"
    | "omitted";
  readonly preview: string;
  /** What it holds; undefined for what cannot be opened. */
  readonly entries?: readonly Entry[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const numbered = (values: readonly unknown[]): Entry[] =>
  values.map((value, at) => ({ label: String(at), value }));
const pairs = (value: unknown): Entry[] =>
  listOf(value).map((pair) => {
    const [key, item] = listOf(pair);
    return { label: typeof key === "string" ? key : shown(key).preview, value: item };
  });

const shorten = (preview: string): string => tameText(preview, PREVIEW);

const list = (name: string, values: readonly unknown[]): Shown => ({
  type: "list",
  preview: `${shorten(name)}(${values.length})${inline(values)}`,
  entries: numbered(values),
});

function tagged(tag: string, value: Readonly<Record<string, unknown>>): Shown {
  const other = (preview: string): Shown => ({ type: "other", preview: shorten(preview) });
  switch (tag) {
    case "undefined":
      return { type: "null", preview: "undefined" };
    case "number":
      return { type: "number", preview: shorten(text(value.value)) };
    case "bigint":
      return { type: "number", preview: `${shorten(text(value.value))}n` };
    case "Date":
    case "RegExp":
      return other(text(value.value));
    case "Error":
      return other(`${text(value.name)}: ${text(value.message)}`);
    case "cycle":
      return other("(contains itself)");
    case "hole":
      return { type: "null", preview: "(empty)" };
    case "function":
    case "symbol":
      return other(`(${tag})`);
    case "Map":
      return {
        type: "record",
        preview: `Map(${listOf(value.entries).length})`,
        entries: pairs(value.entries),
      };
    case "object":
      return { type: "record", preview: "{…}", entries: pairs(value.entries) };
    case "omitted": {
      const { items } = value;
      return {
        type: "omitted",
        preview: typeof items === "number" ? `… ${items} more omitted` : "… omitted (too deep)",
      };
    }
    case "Dir":
    case "File":
      return {
        type: "artifact",
        preview: shorten(`${tag} ${text(value.name)}`),
        entries: recordEntries(value),
      };
    default:
      return list(tag, listOf(value.values));
  }
}

const recordEntries = (value: Readonly<Record<string, unknown>>): Entry[] =>
  Object.entries(value)
    .filter(([label]) => label !== "$fanout")
    .map(([label, item]) => ({ label, value: item }));

/** A value inside a preview: short, and nothing inside of it. */
function brief(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 24));
  if (Array.isArray(value)) return "[…]";
  if (isRecord(value)) return typeof value.$fanout === "string" ? shown(value).preview : "{…}";
  return String(value);
}

const inline = (values: readonly unknown[]): string =>
  shorten(` [${values.slice(0, 20).map(brief).join(", ")}${values.length > 20 ? ", …" : ""}]`);

export function shown(value: unknown): Shown {
  if (value === null) return { type: "null", preview: "null" };
  if (typeof value === "string")
    return { type: "string", preview: shorten(JSON.stringify(value.slice(0, PREVIEW + 2))) };
  if (typeof value === "number") return { type: "number", preview: String(value) };
  if (typeof value === "boolean") return { type: "boolean", preview: String(value) };
  if (Array.isArray(value))
    return { type: "list", preview: `${inline(value).trim()}`, entries: numbered(value) };
  if (!isRecord(value)) return { type: "other", preview: String(value) };
  if (typeof value.$fanout === "string") return tagged(value.$fanout, value);
  const entries = recordEntries(value);
  const inside = entries.slice(0, 8).map((entry) => `${entry.label}: ${brief(entry.value)}`);
  return {
    type: "record",
    preview: shorten(`{ ${inside.join(", ")}${entries.length > 8 ? ", …" : ""} }`),
    entries,
  };
}

export interface Line {
  readonly path: string;
  readonly depth: number;
  readonly label: string;
  readonly value: unknown;
  readonly shown: Shown;
  readonly open: boolean;
  readonly place: number;
  readonly siblings: number;
}

/** Levels that are open at first, and the most entries that such a level may have. */
const OPEN_LEVELS = 2;
const OPEN_MAX_CHILDREN = 100;

/** The lines to show, from top to bottom. @param folding paths that the user opened or closed */
export function linesOf(value: unknown, folding: ReadonlyMap<string, boolean>): Line[] {
  const lines: Line[] = [];
  const visit = (entry: Entry, parent: string, depth: number, place: number, siblings: number): void => {
    const path = `${parent}/${entry.label.replaceAll("/", "~1")}`;
    const seen = shown(entry.value);
    const size = seen.entries?.length ?? 0;
    const open =
      size > 0 &&
      (folding.get(path) ?? (depth < OPEN_LEVELS && size <= OPEN_MAX_CHILDREN && seen.type !== "artifact"));
    lines.push({
      path,
      depth,
      label: shorten(entry.label),
      value: entry.value,
      shown: seen,
      open,
      place,
      siblings,
    });
    if (!open) return;
    let at = 0;
    for (const child of seen.entries?.slice(0, MAX_ENTRIES) ?? []) {
      at += 1;
      visit(child, path, depth + 1, at, size);
    }
    if (size > MAX_ENTRIES)
      visit(
        { label: "…", value: { $fanout: "omitted", items: size - MAX_ENTRIES } },
        path,
        depth + 1,
        size,
        size,
      );
  };
  visit({ label: "output", value }, "", 0, 1, 1);
  return lines;
}
