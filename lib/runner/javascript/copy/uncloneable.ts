import type { Role } from "../../host/language";

/** What a value of a type that cannot be copied would be replaced with. `verb`: how the value would be given. */
type Hint = (verb: Role["verb"]) => string;

const instead =
  (expression: string): Hint =>
  (verb) =>
    `${verb} \`${expression}\`.`;
const none: Hint = () => "";
const aMap: Hint = (verb) => `${verb} a Map or a list.`;
const aList = instead("[...items]");

const HINTS: Readonly<Record<string, Hint>> = {
  Promise: () => "Await it first.",
  URL: instead("url.href"),
  URLSearchParams: instead("params.toString()"),
  Request: instead("request.url"),
  Response: instead("await response.text()"),
  Headers: instead("[...headers]"),
  FormData: instead("[...data]"),
  WeakMap: aMap,
  WeakSet: aMap,
  WeakRef: instead("ref.deref()"),
  FinalizationRegistry: none,
  MessagePort: () => "Use a Queue.",
  MessageChannel: () => "Use a Queue.",
  Event: none,
  AbortController: none,
  AbortSignal: none,
  TextEncoder: none,
  TextDecoder: none,
  ReadableStream: instead("await new Response(stream).bytes()"),
  WritableStream: none,
  TransformStream: none,
  EventTarget: none,
};

/** The platform's classes as they were before a program or the lockdown touched them. */
const CLASSES = Object.keys(HINTS).flatMap((name) => {
  const known: unknown = Reflect.get(globalThis, name);
  return typeof known === "function" ? [{ name, class: known }] : [];
});

/** Types that are recognised by their tag: their classes have no name of their own. */
const TAG_HINTS: Readonly<Record<string, Hint>> = {
  Generator: aList,
  AsyncGenerator: () => "Collect its items first.",
};

const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

/**
 * Whether an object is one of the platform's that are known not to be cloneable. Some platforms clone such an object to an
 * empty one.
 */
export const isUncloneable = (value: object): boolean =>
  CLASSES.some(({ class: known }) => value instanceof known) ||
  /^(Async)?Generator$|^Iterator Helper$| Iterator$/.test(tagOf(value));

/** The name of an object's type, for messages. */
export function nameOf(value: object): string {
  const tag = tagOf(value);
  if (tag !== "Object") return tag;
  const known = CLASSES.find(({ class: one }) => value instanceof one);
  const { constructor: made } = value as { constructor?: { name?: unknown } };
  return known?.name ?? (typeof made?.name === "string" && made.name ? made.name : "Object");
}

export const withArticle = (name: string): string => `${/^([AEIO]|Un)/i.test(name) ? "an" : "a"} ${name}`;

/** The words for a value that cannot be copied. @param path of the value */
export function uncloneable(value: unknown, path: string, { verb }: Role): string {
  const cannot = (what: string, hint: string) =>
    `\`${path}\` is ${what}, which cannot be sent between workers.${hint && ` ${hint}`}`;
  if (typeof value === "function")
    return cannot("a function", `${verb} data, and define the function at the top level.`);
  if (typeof value === "symbol") return cannot("a symbol", `${verb} a string.`);
  const name = nameOf(value as object);
  const hint = HINTS[name] ?? TAG_HINTS[name] ?? (name.includes("Iterator") ? aList : none);
  const shown = name === "Promise" ? "promise" : name;
  return cannot(withArticle(shown), hint(verb));
}
