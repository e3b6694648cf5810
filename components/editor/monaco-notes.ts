import type { LineNote } from "@/lib/app/editor/line-notes";
import type { Monaco } from "./load-monaco";

type CodeEditor = ReturnType<Monaco["editor"]["create"]>;

/** Between a line and its note. Not a padding: a long note is drawn in several pieces. */
const GAP = "\u2003\u2003";

/** Puts each note at the end of its line, where the plain editor has it: no line moves. @returns removes them */
export function showNotes(monaco: Monaco, editor: CodeEditor, notes: readonly LineNote[]): () => void {
  const model = editor.getModel();
  if (model === null) return () => undefined;
  const { InjectedTextCursorStops, TrackedRangeStickiness } = monaco.editor;
  const shown = editor.createDecorationsCollection(
    notes
      .filter(({ line }) => line <= model.getLineCount())
      .map(({ line, text }) => {
        const end = model.getLineMaxColumn(line);
        return {
          range: new monaco.Range(line, end, line, end),
          options: {
            showIfCollapsed: true,
            stickiness: TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
            after: {
              content: GAP + text,
              inlineClassName: "code-note",
              inlineClassNameAffectsLetterSpacing: true,
              cursorStops: InjectedTextCursorStops.None,
            },
          },
        };
      }),
  );
  return () => shown.clear();
}
