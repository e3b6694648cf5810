import { MAX_DIAGNOSTICS } from "@/lib/model/limits";
import type { Diagnostic, SourcePosition } from "../program";

/** A stretch of the source: offsets from 0, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Puts `text` in the place of a stretch. */
export interface Edit extends Stretch {
  readonly text: string;
}

/** What a rule of advice has found. All offsets are those of the source. */
export interface Finding extends Stretch {
  /** What happens, then what to do, in one or two sentences. */
  readonly message: string;
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] } | undefined;
}

/** Findings as warnings, in the order of the source. @param place of an offset */
export function warningsOf(
  findings: readonly Finding[],
  place: (offset: number) => SourcePosition,
): Diagnostic[] {
  const stretch = (from: number, to: number) => {
    const last = place(to);
    return { ...place(from), endLine: last.line, endColumn: last.column };
  };
  return [...findings]
    .sort((a, b) => a.start - b.start)
    .slice(0, MAX_DIAGNOSTICS)
    .map(({ start, end, message, fix }) => ({
      message,
      ...stretch(start, end),
      ...(fix && {
        fix: {
          title: fix.title,
          edits: fix.edits.map((edit) => ({ ...stretch(edit.start, edit.end), text: edit.text })),
        },
      }),
    }));
}
