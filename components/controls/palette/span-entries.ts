import { labelAt } from "@/components/results/shared/span/span";
import { tameText } from "@/lib/base/tame-text";
import { isSpan, keyAt, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { PaletteEntry } from "./match";

const MAX_SPANS = 20;
/** Rows that one keystroke looks at. */
const MAX_LOOKED_AT = 300_000;
/** UTF-16 units of a label, which a program made. */
const SHOWN_LABEL = 120;

/** Spans whose name or key has every word, the first of the trial first. Nothing before something is typed. */
export function spanEntries(
  trace: Trace,
  search: string,
  select: (row: number) => void,
): readonly PaletteEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const inName = trace.names.map((name) => words.map((word) => name.toLowerCase().includes(word)));
  const found: PaletteEntry[] = [];
  const last = Math.min(trace.count, MAX_LOOKED_AT);
  for (let row = 0; row < last && found.length < MAX_SPANS; row += 1) {
    if (!isSpan(trace, row)) continue;
    const named = inName[trace.name[row] as number] ?? [];
    const rest = words.filter((_, at) => !named[at]);
    const key = rest.length > 0 ? keyAt(trace, row)?.toLowerCase() : "";
    if (key === undefined || !rest.every((word) => key.includes(word))) continue;
    found.push({
      id: `span ${row}`,
      group: "Span",
      label: tameText(labelAt(trace, row), SHOWN_LABEL),
      detail: statusAt(trace, row),
      act: () => select(row),
    });
  }
  return found;
}
