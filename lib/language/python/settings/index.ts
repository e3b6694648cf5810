import { Lines, SOURCE_BREAKS } from "../../lines";
import type { ProgramSetting } from "../../program-settings";
import { Subject } from "../advice/subject";
import { parse } from "../advice/syntax";
import { dagsterSettings } from "./dagster";
import { flyteSettings } from "./flyte";
import type { Finder } from "./found";
import { poolSettings } from "./pools";

const FINDERS: readonly Finder[] = [poolSettings, dagsterSettings, flyteSettings];

/** Settings in the order of the text. A constant that two of them use is one. */
export function settingsOfPython(source: string): readonly ProgramSetting[] {
  const root = parse(source);
  if (!root) return [];
  const subject = new Subject(source, root);
  const lines = new Lines(source, SOURCE_BREAKS);
  const settings = new Map<number, ProgramSetting>();
  for (const find of FINDERS)
    for (const { kind, label, argument } of find(subject)) {
      const { at, value, edits } = argument;
      const known = settings.get(at);
      settings.set(at, {
        id: `${at}`,
        kind,
        label: known && known.label !== label ? `${known.label}, ${label}` : label,
        line: lines.place(at).line,
        value,
        edits,
      });
    }
  return [...settings].sort(([a], [b]) => a - b).map(([, setting]) => setting);
}
