import type { LineNote } from "@/lib/app/editor/line-notes";
import type { Monaco } from "./load-monaco";

type CodeEditor = ReturnType<Monaco["editor"]["create"]>;

/** px */
const HEIGHT = 18;

/** Puts each note above its line; what is being read stays where it is. @returns takes them away again */
export function showNotes(editor: CodeEditor, notes: readonly LineNote[]): () => void {
  const ids: string[] = [];
  steady(editor, () =>
    editor.changeViewZones((zones) => {
      for (const { line, text } of notes) {
        const domNode = document.createElement("div");
        domNode.className = "code-note";
        domNode.textContent = text;
        ids.push(zones.addZone({ afterLineNumber: line - 1, heightInPx: HEIGHT, domNode }));
      }
    }),
  );
  return () => {
    // At its end an editor takes its zones along.
    if (editor.getModel() === null) return;
    steady(editor, () =>
      editor.changeViewZones((zones) => {
        for (const id of ids) zones.removeZone(id);
      }),
    );
  };
}

/** Keeps the first line in view at its height. */
function steady(editor: CodeEditor, change: () => void): void {
  const line = editor.getVisibleRanges()[0]?.startLineNumber;
  if (line === undefined || editor.getScrollTop() === 0) {
    change();
    return;
  }
  const offset = editor.getScrollTop() - editor.getTopForLineNumber(line);
  change();
  editor.setScrollTop(editor.getTopForLineNumber(line) + offset);
}
