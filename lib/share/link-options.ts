import { depthOf } from "@/lib/base/json-depth";
import type { Numbers } from "@/lib/estimate/numbers";
import { JSON_MAX_DEPTH } from "@/lib/model/limits";
import { describeIssues } from "./issues";
import { type LinkOptions, VIEWS, type View, viewNamed } from "./link-state";
import { readNumbersOption, writeNumbersOption } from "./numbers-option";
import { type SettingsV1, settingsV1 } from "./settings-v1";

const SETTING_NAMES: readonly string[] = Object.keys(settingsV1.shape);

export interface ReadOptions {
  readonly state: LinkOptions;
  /** What was left out, and why, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * What a fragment's options say. One that makes no sense is left out and noted: a misspelt option must not cost the
 * reader the program.
 * @param others names that somebody else takes care of
 */
export function readOptions(
  options: ReadonlyMap<string, string>,
  others: readonly string[] = [],
): ReadOptions {
  const notes: string[] = [];
  const settings: SettingsV1 = {};
  let view: View | undefined;
  let numbers: Numbers | undefined;
  let inputs: Readonly<Record<string, unknown>> | undefined;
  for (const [name, text] of options) {
    if (name === "view") {
      view = viewNamed(text);
      if (!view) notes.push(`view: unknown value "${shorten(text)}". Use ${VIEWS.join(", ")}.`);
    } else if (name === "numbers") {
      numbers = readNumbersOption(text);
      if (!numbers) notes.push("numbers: these are not fields of Your numbers.");
    } else if (name === "inputs") {
      inputs = objectOf(text);
      if (!inputs) notes.push("inputs: not a JSON object.");
    } else if (SETTING_NAMES.includes(name)) {
      const parsed = settingsV1.safeParse({ [name]: settingOf(name, text) });
      if (parsed.success) Object.assign(settings, parsed.data);
      else notes.push(`${describeIssues(parsed.error)}.`);
    } else if (name !== "example" && !others.includes(name)) {
      notes.push(`Unknown option "${shorten(name)}".`);
    }
  }
  const state: LinkOptions = {
    ...(inputs && { inputs }),
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(view && { view }),
    ...(numbers && { numbers }),
  };
  return { state, notes };
}

/** The reverse: options to stand behind a payload or an example. */
export function optionEntries({
  inputs,
  settings,
  view,
  numbers,
}: LinkOptions): [name: string, value: string][] {
  const entries: [string, string][] = [];
  if (view) entries.push(["view", view]);
  for (const [name, value] of Object.entries(settings ?? {})) {
    if (value !== undefined) entries.push([name, settingText(value)]);
  }
  if (inputs && Object.keys(inputs).length > 0) entries.push(["inputs", JSON.stringify(inputs)]);
  if (numbers) entries.push(["numbers", writeNumbersOption(numbers)]);
  return entries;
}

function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function settingOf(name: string, text: string): unknown {
  if (name === "standIns") return objectOf(text);
  if (name === "strategies") return text.split(",").map((strategy) => strategy.trim());
  return /^\d{1,12}$/.test(text) ? Number(text) : text;
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && depthOf(value) <= JSON_MAX_DEPTH ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
