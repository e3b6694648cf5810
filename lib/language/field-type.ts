import type { InputField } from "./program";

/** The type that a form shows for a default. */
export function fieldType(value: unknown): InputField["type"] {
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
    return typeof value as "number" | "string" | "boolean";
  }
  if (!Array.isArray(value) || value.length === 0) return "json";
  if (value.every((item) => typeof item === "number")) return "numbers";
  return value.every((item) => typeof item === "string") ? "strings" : "json";
}
