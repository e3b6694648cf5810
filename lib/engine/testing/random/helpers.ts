/** What a program and its meaning share: how values are shown and changed. Part of the program's text. */
export const HELPERS = `class Point { constructor(x, y) { this.x = x; this.y = y; } get sum() { return this.x + this.y; } }
class Custom extends Error { constructor(message) { super(message + "!"); this.name = "Custom"; this.extra = [1]; } }
const show = (value) => {
  const seen = new Map();
  const fields = (v, names) => names.map((name) => name + ":" + at(v[name])).join();
  const at = (v) => {
    if (typeof v === "string") return JSON.stringify(v);
    if (typeof v === "bigint") return v + "n";
    if (typeof v === "symbol" || typeof v === "function") return typeof v;
    if (typeof v !== "object" || v === null) return Object.is(v, -0) ? "-0" : String(v);
    if (seen.has(v)) return "#" + seen.get(v);
    seen.set(v, seen.size);
    const type = v.constructor?.name ?? "null";
    if (Array.isArray(v)) return "[" + Array.from(v, (part, i) => i in v ? at(part) : "hole").join() + "]" + fields(v, Object.keys(v).filter((key) => !/^\\d+$/.test(key)));
    if (v instanceof Map) return "Map{" + [...v].map(([key, part]) => at(key) + "=>" + at(part)).join() + "}" + fields(v, Object.keys(v));
    if (v instanceof Set) return "Set{" + [...v].map(at).join() + "}" + fields(v, Object.keys(v));
    if (v instanceof Date) return "Date(" + v.getTime() + ")";
    if (v instanceof RegExp) return String(v) + v.lastIndex;
    if (v instanceof ArrayBuffer) return "Buffer(" + [...new Uint8Array(v)] + ")";
    if (v instanceof DataView) return "DataView" + v.byteOffset + at(v.buffer);
    if (ArrayBuffer.isView(v)) return type + v.byteOffset + "(" + v + ")" + at(v.buffer);
    if (v instanceof Error) return type + "(" + v.name + " " + v.message + ")" + fields(v, Object.getOwnPropertyNames(v).filter((name) => !["name", "message", "stack"].includes(name)).sort());
    if (v instanceof Number || v instanceof String || v instanceof Boolean || v instanceof BigInt) return type + "(" + v + ")";
    return (type === "Point" ? "Point" : "") + "{" + fields(v, Object.keys(v)) + "}";
  };
  const text = at(value);
  return text.length > 600 ? "hash " + hash(text) : text;
};
const hash = (text) => { let h = 7; for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) % 1000003; return h; };
const num = (value) => hash(show(value));
const touch = (v, by) => {
  if (typeof v !== "object" || v === null || Object.isFrozen(v)) return;
  if (Array.isArray(v)) { if (typeof v[0] === "object" && v[0] !== null && v[0] !== v) touch(v[0], by); v.push(by); }
  else if (v instanceof Map) v.set("touched", by);
  else if (v instanceof Set) v.add(by);
  else if (v instanceof Date) v.setTime(by);
  else if (v instanceof RegExp) v.lastIndex = by;
  else if (ArrayBuffer.isView(v)) { if (v.length > 0 && typeof v[0] === "number") v[0] = by; }
  else if (v instanceof ArrayBuffer) new Uint8Array(v)[0] = by;
  else { v.touched = (v.touched ?? 0) + by; if (Array.isArray(v.list)) v.list.push(by); }
};
const fault = (e) => {
  if (e instanceof Error && e.message.includes("cannot be sent between workers")) return "uncloneable " + /\`(.*?)\`/.exec(e.message)?.[1];
  return e instanceof Error && e.name === "TimeoutError" ? "timeout" : show(e);
};
`;

export interface Helpers {
  show(value: unknown): string;
  num(value: unknown): number;
  touch(value: unknown, by: number): void;
  /** What is shown of a caught error. */
  fault(error: unknown): string;
  /** The value of a text in values.ts. */
  value(text: string): unknown;
}

export const helpers = new Function(
  `"use strict"; class NonRecoverable extends Error { name = "NonRecoverable"; }
${HELPERS} return { show, num, touch, fault, value: (text) => eval("(" + text + ")") };`,
)() as Helpers;
