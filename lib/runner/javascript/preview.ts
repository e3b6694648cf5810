import { PREVIEW_MAX_LENGTH } from "@/lib/model/limits";

const DEPTH = 4;
const PARTS = 50;

/**
 * A value as short text for the detail of a span; never throws, never longer than 2,000 characters. Plain data that fits is
 * JSON, so that a call can be made again from it.
 */
export function preview(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  try {
    return show(value, 0, { left: 400 }).slice(0, PREVIEW_MAX_LENGTH);
  } catch {
    return "a value that cannot be shown";
  }
}

function show(value: unknown, depth: number, budget: { left: number }): string {
  if (budget.left-- <= 0) return "…";
  if (typeof value === "string")
    return JSON.stringify(value.length > 500 ? `${value.slice(0, 500)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid date" : value.toISOString();
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name}(${(value as Uint8Array).length ?? value.byteLength})`;
  if (depth >= DEPTH) return Array.isArray(value) ? "[…]" : "{…}";
  if (Array.isArray(value)) return `[${some(value, (part) => show(part, depth + 1, budget))}]`;
  if (value instanceof Set) return `Set {${some([...value], (part) => show(part, depth + 1, budget))}}`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const inner = some(
    entries,
    ([key, part]) =>
      `${typeof key === "string" ? JSON.stringify(key) : show(key, depth + 1, budget)}: ${show(part, depth + 1, budget)}`,
  );
  const name = (value as { constructor?: { name?: string } }).constructor?.name;
  return name && name !== "Object" ? `${name} {${inner}}` : `{${inner}}`;
}

function some<T>(parts: readonly T[], one: (part: T) => string): string {
  const shown = parts.slice(0, PARTS).map(one).join(", ");
  return parts.length > PARTS ? `${shown}, … ${parts.length - PARTS} more` : shown;
}
