import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import type { TrialInfo } from "@/lib/model/run";
import { STRATEGIES } from "@/lib/model/strategy";
import { createColumns } from "@/lib/trace/columns";
import type { Trace } from "@/lib/trace/trace";
import type { KeptTrial } from "./recorded-run";

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Path → content, without what is neither. */
export function filesOf(value: unknown): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (!(value instanceof Map)) return files;
  for (const [path, content] of value)
    if (typeof path === "string" && content instanceof Uint8Array) files.set(path, content);
  return files;
}

/** Replaced by that of the run that it is read for. */
const ANY_TRIAL: TrialInfo = {
  runId: "",
  trialId: "",
  label: "",
  source: "history",
  language: DEFAULT_LANGUAGE,
  startedAt: 0,
};

/** Before there were trace files, the history stored the columns themselves, by strategy. */
export function readColumnTraces(stored: object): readonly KeptTrial[] | undefined {
  if (!("strategies" in stored) || !(stored.strategies instanceof Map)) return undefined;
  const kept: KeptTrial[] = [];
  for (const [name, part] of stored.strategies) {
    const strategy = STRATEGIES.find((each) => each === name);
    if (strategy === undefined || !isObject(part) || !("trace" in part) || !isTrace(part.trace))
      return undefined;
    const info = { ...ANY_TRIAL, strategy };
    kept.push({ trace: { ...part.trace, info }, files: filesOf("artifacts" in part && part.artifacts) });
  }
  return kept;
}

/** It is our own storage: columns of the right kind and length are ours, and so is the rest of the object. */
function isTrace(value: unknown): value is Omit<Trace, "info"> {
  if (!isObject(value) || !("count" in value) || typeof value.count !== "number") return false;
  const { count } = value;
  const all = (names: readonly string[], check: (part: unknown) => boolean): boolean =>
    names.every((name) => check(Reflect.get(value, name)));
  const isColumn = (part: unknown, like: object): boolean =>
    isObject(part) && part.constructor === like.constructor && Reflect.get(part, "length") === count;
  return (
    Object.entries(createColumns(0)).every(([name, column]) =>
      all([name], (part) => isColumn(part, column)),
    ) &&
    all(["notes", "errors"], (part) => part instanceof Map) &&
    all(["names", "lanes", "logs"], Array.isArray) &&
    all(["wallMs", "workers", "logsDropped"], (part) => typeof part === "number")
  );
}
