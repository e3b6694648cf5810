import { readableStack } from "@/lib/runner/remote/errors";

const DEPTH = 5;
const PARTS = 100;
/** Parts of one value that are shown in all. */
const BUDGET = 1_000;
/** Characters of a text within a value. */
const TEXT = 2_000;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

interface Walk {
  left: number;
  readonly within: readonly object[];
}

/** A value as a browser's console prints it. Accessors are not called, as in a browser. Never throws. */
export function show(value: unknown): string {
  try {
    return showAny(value, { left: BUDGET, within: [] });
  } catch {
    return "a value that cannot be shown";
  }
}

function showAny(value: unknown, walk: Walk): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${value}n`;
    case "function":
      return showFunction(value);
    case "object":
      return value === null ? "null" : showObject(value, walk);
    default:
      return String(value);
  }
}

/** In quotes that it does not hold, if there are any. */
function quoted(text: string): string {
  const cut = text.length > TEXT ? `${text.slice(0, TEXT)}…` : text;
  const quote = ["'", '"', "`"].find((each) => !cut.includes(each)) ?? "'";
  const escaped = JSON.stringify(cut).slice(1, -1).replaceAll('\\"', '"');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

function showFunction(fn: object): string {
  const source = Function.prototype.toString.call(fn);
  const name = ownValue(fn, "name");
  const named = typeof name === "string" && name !== "" ? ` ${name}` : "";
  if (source.startsWith("class")) return `class${named}`;
  const [, asynchronous = "", generator = ""] = /^(async\s)?\s*(?:function\s*)?(\*)?/.exec(source) ?? [];
  const kind = `${asynchronous ? "async " : ""}ƒ${generator}`;
  return `${kind}${named}()`;
}

/** The value of an own property that is no accessor. */
function ownValue(object: object, name: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}

/** The name of a value's class, without calling anything of it. */
function className(object: object): string {
  for (let at: object | null = Object.getPrototypeOf(object), hops = 0; at && hops < 20; hops++) {
    const made = ownValue(at, "constructor");
    const name = typeof made === "function" ? ownValue(made, "name") : undefined;
    if (typeof name === "string" && name !== "") return name;
    at = Object.getPrototypeOf(at);
  }
  return "Object";
}

function showObject(value: object, walk: Walk): string {
  if (walk.left-- <= 0) return "…";
  if (walk.within.includes(value)) return "[Circular]";
  const name = className(value);
  const special = showSpecial(value, name, walk);
  if (special !== undefined) return special;
  if (walk.within.length >= DEPTH) return Array.isArray(value) ? `Array(${value.length})` : `${name} {…}`;
  const inner: Walk = {
    get left() {
      return walk.left;
    },
    set left(left) {
      walk.left = left;
    },
    within: [...walk.within, value],
  };
  if (Array.isArray(value))
    return `${name === "Array" ? "" : `${name}(${value.length}) `}[${list([...elements(value, inner), ...properties(value, inner)])}]`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const numbers = value as unknown as ArrayLike<number | bigint>;
    return `${name}(${numbers.length}) [${list(elements(numbers, inner))}]`;
  }
  const sized = value instanceof Map || value instanceof Set ? `(${sizeOf(value)})` : "";
  const entries =
    value instanceof Map
      ? mapEntries(value, inner)
      : value instanceof Set
        ? setEntries(value, inner)
        : platformValues(value, inner);
  const text = `{${list([...entries, ...properties(value, inner)])}}`;
  return name === "Object" && sized === "" ? text : `${name}${sized} ${text}`;
}

/** What is shown by its text instead of its properties. */
function showSpecial(value: object, name: string, walk: Walk): string | undefined {
  if (value instanceof Error) return showError(value, walk);
  if (value instanceof RegExp) return RegExp.prototype.toString.call(value);
  if (value instanceof Date) return Date.prototype.toString.call(value);
  if (value instanceof Number) return `Number {${showAny(Number.prototype.valueOf.call(value), walk)}}`;
  if (value instanceof String) return `String {${showAny(String.prototype.valueOf.call(value), walk)}}`;
  if (value instanceof Boolean) return `Boolean {${Boolean.prototype.valueOf.call(value)}}`;
  if (value instanceof Promise) return "Promise {…}";
  if (value instanceof ArrayBuffer || value instanceof DataView) return `${name}(${value.byteLength})`;
  if (typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer)
    return `${name}(${value.byteLength})`;
  return undefined;
}

/** Its stack, as far as it is the program's, and its causes. */
function showError(error: Error, walk: Walk): string {
  const text = (of: unknown) => (typeof of === "string" ? of.slice(0, TEXT) : "");
  const name = text(error.name) || "Error";
  const message = text(error.message);
  const stack = text(error.stack) === "" ? [] : readableStack(error.stack as string).split("\n");
  const frames = stack.filter((line) => /main\.ts:\d/.test(line)).map((line) => `\n    ${line.trim()}`);
  const within: Walk = { left: walk.left, within: [...walk.within, error] };
  const more = (walk.within.length < DEPTH ? ["cause", "errors"] : []).flatMap((key) => {
    if (!Object.hasOwn(error, key)) return [];
    const shown = showAny(ownValue(error, key), within);
    return key === "cause" ? [`\nCaused by: ${shown}`] : [`\nerrors: ${shown}`];
  });
  walk.left = within.left;
  return `${name}${message === "" ? "" : `: ${message}`}${frames.join("")}${more.join("")}`;
}

const list = (parts: readonly string[]) => parts.join(", ");
const more = (left: number) => (left > 0 ? [`… ${left} more`] : []);

function* take<T>(values: Iterable<T>): Generator<T> {
  let left = PARTS;
  for (const value of values) {
    if (left-- === 0) return;
    yield value;
  }
}

function elements(values: ArrayLike<unknown>, walk: Walk): string[] {
  const shown: string[] = [];
  const end = Math.min(values.length, PARTS);
  let empty = 0;
  const flush = () => {
    if (empty > 0) shown.push(empty === 1 ? "empty" : `empty × ${empty}`);
    empty = 0;
  };
  for (let i = 0; i < end && walk.left > 0; i++) {
    const found = Object.getOwnPropertyDescriptor(values, i);
    if (!found) empty++;
    else {
      flush();
      shown.push(shownValue(found, walk));
    }
  }
  flush();
  return [...shown, ...more(values.length - end)];
}

const sizeOf = (value: Map<unknown, unknown> | Set<unknown>): number =>
  value instanceof Map
    ? (Object.getOwnPropertyDescriptor(Map.prototype, "size")?.get?.call(value) as number)
    : (Object.getOwnPropertyDescriptor(Set.prototype, "size")?.get?.call(value) as number);

const mapEntries = (map: Map<unknown, unknown>, walk: Walk): string[] => [
  ...Array.from(
    take(Map.prototype.entries.call(map)),
    ([key, value]) => `${showAny(key, walk)} => ${showAny(value, walk)}`,
  ),
  ...more(sizeOf(map) - PARTS),
];

const setEntries = (set: Set<unknown>, walk: Walk): string[] => [
  ...Array.from(take(Set.prototype.values.call(set)), (value) => showAny(value, walk)),
  ...more(sizeOf(set) - PARTS),
];

const shownValue = (found: PropertyDescriptor, walk: Walk): string =>
  found.get || found.set ? "(...)" : showAny(found.value, walk);

function properties(value: object, walk: Walk): string[] {
  const isList = Array.isArray(value);
  const shown: string[] = [];
  const keys = Reflect.ownKeys(value);
  for (const key of keys) {
    if (isList && typeof key === "string" && /^\d+$/.test(key)) continue;
    const found = Object.getOwnPropertyDescriptor(value, key);
    if (!found?.enumerable) continue;
    if (shown.length === PARTS || walk.left <= 0) return [...shown, "…"];
    const name = typeof key === "symbol" ? String(key) : IDENTIFIER.test(key) ? key : quoted(key);
    shown.push(`${name}: ${shownValue(found, walk)}`);
  }
  return shown;
}

/** What a browser's own object shows: its values are accessors of its class, as a URL's `href`. */
function platformValues(value: object, walk: Walk): string[] {
  const prototype = Object.getPrototypeOf(value) as object | null;
  const known =
    prototype && (ownValue(globalThis, className(value)) as { readonly prototype?: unknown } | undefined);
  if (!prototype || prototype === Object.prototype || known?.prototype !== prototype) return [];
  const shown: string[] = [];
  for (const [name, { get, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (!get || !enumerable || shown.length === 20) continue;
    try {
      shown.push(`${name}: ${showAny(Reflect.apply(get, value, []), walk)}`);
    } catch {
      // It is not an object of that class after all.
    }
  }
  return shown;
}
