import type { Edit } from "./advice/finding";
import { settingsOfPython } from "./python/settings";

/**
 * What a setting is about: how many items or steps run in parallel, another limit on them, how often a task is tried again, how many items
 * share a message.
 */
export type SettingKind = "parallel" | "limit" | "retries" | "chunk";

/** A number in a program that says how its platform runs it. */
export interface ProgramSetting {
  /** Unique in the program. */
  readonly id: string;
  readonly kind: SettingKind;
  /** As the platform names it, and of what: "concurrency of map_task(count)". */
  readonly label: string;
  readonly line: number;
  /** Undefined where the program leaves it to the platform. */
  readonly value: number | undefined;
  /** What puts another number there. Edits of different settings do not overlap. */
  edits(value: number): readonly Edit[];
}

/** The settings in a program of Python, in the order of its text; none where it has a syntax error. */
export const settingsInPython = (source: string): readonly ProgramSetting[] => settingsOfPython(source);

/** The program with some of its settings changed. @param values by the settings' ids */
export function withSettings(
  source: string,
  settings: readonly ProgramSetting[],
  values: ReadonlyMap<string, number>,
): string {
  const edits = new Map<string, Edit>();
  for (const setting of settings) {
    const value = values.get(setting.id);
    if (value === undefined || value === setting.value) continue;
    // Two settings may need the same import.
    for (const edit of setting.edits(value)) edits.set(`${edit.start} ${edit.end} ${edit.text}`, edit);
  }
  return [...edits.values()]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), source);
}
