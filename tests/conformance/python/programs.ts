import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const RECORDED = path.join(import.meta.dirname, "recorded");

/** Every recorded program in Python: its path, and its source. */
export function pythonPrograms(): readonly (readonly [name: string, source: string])[] {
  return readdirSync(RECORDED, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".py"))
    .sort()
    .map((name) => [name, readFileSync(path.join(RECORDED, name), "utf8")]);
}
