import { languages } from "@/lib/language/languages";
import type { TextEdit } from "@/lib/language/program";
import type { LanguageId } from "@/lib/model/language";
import type { EditorMarker } from "./editor-props";
import type { Monaco } from "./load-monaco";

type CodeEditor = ReturnType<Monaco["editor"]["create"]>;
type Model = NonNullable<ReturnType<CodeEditor["getModel"]>>;
type Disposable = ReturnType<Monaco["languages"]["registerCodeActionProvider"]>;

const rangeOf = ({ line, column, endLine, endColumn }: TextEdit) => ({
  startLineNumber: line,
  startColumn: column,
  endLineNumber: endLine,
  endColumn,
});

/**
 * Shows the fixes of markers in the light bulb's menu (Ctrl+.). @param markers those of the text that a model has now
 * @param onStandIn a task is to get a stand-in
 */
export function offerFixes(
  monaco: Monaco,
  language: LanguageId,
  editor: CodeEditor,
  markers: () => readonly EditorMarker[],
  onStandIn: () => void,
): Disposable {
  const standIn = editor.addCommand(0, onStandIn);
  return monaco.languages.registerCodeActionProvider(
    languages[language].editor.languageId,
    {
      provideCodeActions(model, range) {
        const isOurs = model === editor.getModel();
        const isReadOnly = editor.getOption(monaco.editor.EditorOption.readOnly);
        const found = isOurs && !isReadOnly ? markers().filter((marker) => isWithin(marker, range)) : [];
        return {
          actions: found.flatMap((marker) => [...actionOf(marker, model), ...standInOf(marker, standIn)]),
          dispose: () => {},
        };
      },
    },
    { providedCodeActionKinds: ["quickfix"] },
  );
}

function isWithin(marker: EditorMarker, range: { startLineNumber: number; endLineNumber: number }): boolean {
  return marker.line <= range.endLineNumber && (marker.endLine ?? marker.line) >= range.startLineNumber;
}

const actionOf = ({ fix }: EditorMarker, model: Model) =>
  fix === undefined
    ? []
    : [
        {
          // Monaco shows no code in titles.
          title: fix.title.replaceAll("`", ""),
          kind: "quickfix",
          isPreferred: true,
          edit: {
            edits: fix.edits.map((edit) => ({
              resource: model.uri,
              textEdit: { range: rangeOf(edit), text: edit.text },
              versionId: model.getVersionId(),
            })),
          },
        },
      ];

const standInOf = ({ standIn }: EditorMarker, command: string | null) => {
  const title = `Give ${standIn} a stand-in`;
  return standIn === undefined || command === null
    ? []
    : [{ title, kind: "quickfix", command: { id: command, title } }];
};

/** Makes the edits of a fix as one step of Undo, and puts the caret where the last of them ends. */
export function applyFix(editor: CodeEditor, edits: readonly TextEdit[]): void {
  editor.pushUndoStop();
  editor.executeEdits(
    "fanout.fix",
    edits.map((edit) => ({ range: rangeOf(edit), text: edit.text, forceMoveMarkers: true })),
  );
  editor.pushUndoStop();
  editor.focus();
}
