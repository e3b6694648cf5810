import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from "react";
import type { Theme } from "@/lib/app/theme/palette";
import { languages } from "@/lib/language/languages";
import type { LanguageId } from "@/lib/model/language";
import type { EditorMarker, EditorProps, EditorState } from "./editor-props";
import { replacement } from "./history";
import type { Monaco } from "./load-monaco";
import { colorCalls } from "./monaco-calls";
import { applyFix, offerFixes } from "./monaco-fixes";
import { showNotes } from "./monaco-notes";
import { keepHoversPlain } from "./monaco-plain-hovers";
import { applyTheme } from "./monaco-theme";
import { replaceTypeErrors } from "./monaco-type-errors";

type CodeEditor = ReturnType<Monaco["editor"]["create"]>;
type Model = NonNullable<ReturnType<CodeEditor["getModel"]>>;
type Decorations = ReturnType<CodeEditor["createDecorationsCollection"]>;

export interface MonacoEditorProps extends EditorProps {
  readonly monaco: Monaco;
  readonly theme: Theme;
  readonly from: EditorState | undefined;
  /** Type errors that the editor itself has found. */
  readonly onProblems?: ((markers: readonly EditorMarker[]) => void) | undefined;
}

interface Mounted {
  readonly editor: CodeEditor;
  readonly model: Model;
  readonly notes: Decorations;
  readonly typeErrors: ReturnType<typeof replaceTypeErrors>;
}

const OPTIONS = {
  automaticLayout: true,
  // Color belongs to data.
  bracketPairColorization: { enabled: false },
  fixedOverflowWidgets: true,
  fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace',
  fontLigatures: false,
  fontSize: 13,
  lineHeight: 20,
  lineNumbersMinChars: 3,
  // Addresses in a program may be a stranger's.
  links: false,
  minimap: { enabled: false },
  overviewRulerLanes: 2,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: "line",
  // An embed must not swallow the wheel of the page around it.
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  scrollBeyondLastLine: false,
  stickyScroll: { enabled: false },
} as const;

const NO_LINES: readonly number[] = [];

export function MonacoEditor({
  monaco,
  theme,
  from,
  documentId,
  value,
  language,
  onChange,
  onRun,
  onLeave,
  onProblems,
  markers,
  lineInfo,
  activeLine,
  playedLines = NO_LINES,
  place,
  readOnly = false,
  handle,
  label,
  onStandIn,
}: MonacoEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const mounted = useRef<Mounted>(undefined);
  const shownDocument = useRef(documentId);
  const shownTheme = useRef<Theme>(undefined);
  const [leaving, setLeaving] = useState(false);

  const create = useEffectEvent((element: HTMLElement): Mounted => {
    // Before the model: another theme takes all colors from its lines until they have been read again.
    applyTheme(monaco, theme);
    shownTheme.current = theme;
    const model = modelWithHistory(monaco, language, [...(from?.history ?? []), value]);
    const { indent } = languages[language].editor;
    const own = { model, ariaLabel: label, readOnly, tabSize: indent };
    // Its lines have their colors in the first frame: else they come in a later one.
    const seen = Math.ceil(((from?.scrollTop ?? 0) + element.clientHeight) / OPTIONS.lineHeight);
    monaco.editor.colorizeModelLine(model, Math.min(model.getLineCount(), Math.max(1, seen)));
    const editor = monaco.editor.create(element, { ...OPTIONS, ...own });
    if (from !== undefined) restore(monaco, editor, model, from);
    const typeErrors = replaceTypeErrors(monaco, model);
    return { editor, model, notes: editor.createDecorationsCollection(), typeErrors };
  });
  const run = useEffectEvent(onRun);
  const left = useEffectEvent(() => onLeave?.());
  const changed = useEffectEvent((next: string) => {
    if (next !== value) onChange(next);
  });
  const standIn = useEffectEvent(() => onStandIn?.());
  const markersNow = useEffectEvent(() => markers);
  const fixes = useEffectEvent((editor: CodeEditor) =>
    offerFixes(
      monaco,
      language,
      editor,
      () => markersNow(),
      () => standIn(),
    ),
  );
  const foundProblems = useEffectEvent((model: Model) => onProblems?.(problemsOf(monaco, model)));

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    mounted.current = create(element);
    const { editor, model, typeErrors } = mounted.current;

    editor.addAction({
      id: "fanout.run",
      label: "Run",
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
      run: () => run(),
    });
    const leave = (on: boolean): void => {
      editor.updateOptions({ tabFocusMode: on });
      setLeaving(on);
    };
    const listeners = [
      model.onDidChangeContent(() => changed(model.getValue())),
      // Esc then Tab leaves, as in the plain editor; Ctrl+M is Monaco's own way.
      editor.onKeyDown(({ keyCode }) => {
        if (keyCode === monaco.KeyCode.Escape) leave(true);
        else if (keyCode !== monaco.KeyCode.Tab && keyCode !== monaco.KeyCode.Shift) leave(false);
      }),
      editor.onDidBlurEditorText(() => {
        leave(false);
        left();
      }),
      monaco.editor.onDidChangeMarkers(() => foundProblems(model)),
      fixes(editor),
      colorCalls(editor, language),
      typeErrors,
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
      mounted.current = undefined;
      editor.dispose();
      model.dispose();
    };
  }, [monaco, language]);

  useImperativeHandle(handle, () => ({
    apply(edits) {
      if (mounted.current !== undefined) applyFix(mounted.current.editor, edits);
    },
  }));

  useEffect(keepHoversPlain, []);

  useEffect(() => {
    if (shownTheme.current === theme) return;
    shownTheme.current = theme;
    applyTheme(monaco, theme);
  }, [monaco, theme]);

  useEffect(() => {
    mounted.current?.editor.updateOptions({ readOnly, ariaLabel: label });
  }, [readOnly, label]);

  useEffect(() => {
    const now = mounted.current;
    if (now === undefined) return;
    if (shownDocument.current !== documentId) {
      shownDocument.current = documentId;
      now.model.setValue(value);
      now.editor.setScrollTop(0);
    } else if (now.model.getValue() !== value) edit(monaco, now.model, value);
  }, [monaco, documentId, value]);

  useEffect(() => {
    const now = mounted.current;
    if (now === undefined) return;
    monaco.editor.setModelMarkers(
      now.model,
      "fanout",
      markers.map((marker) => markerData(monaco, now.model, marker)),
    );
    now.typeErrors.update(markers);
  }, [monaco, markers]);

  useEffect(() => {
    const now = mounted.current;
    if (now === undefined) return;
    const lines = now.model.getLineCount();
    const at = (line: number) => new monaco.Range(line, 1, line, now.model.getLineMaxColumn(line));
    const marked = (line: number, className: string) => ({
      range: at(line),
      options: { isWholeLine: true, className },
    });
    now.notes.set([
      ...playedLines.filter((line) => line <= lines).map((line) => marked(line, "code-played-line")),
      ...(activeLine !== undefined && activeLine <= lines ? [marked(activeLine, "code-active-line")] : []),
    ]);
  }, [monaco, activeLine, playedLines]);

  useEffect(() => {
    const now = mounted.current;
    if (now !== undefined && activeLine !== undefined && activeLine <= now.model.getLineCount())
      now.editor.revealLineInCenterIfOutsideViewport(activeLine);
  }, [activeLine]);

  useEffect(() => {
    const now = mounted.current;
    if (now === undefined || lineInfo === undefined) return;
    return showNotes(monaco, now.editor, lineInfo);
  }, [monaco, lineInfo]);

  useEffect(() => {
    const now = mounted.current;
    if (now === undefined || place === undefined || place === from?.place) return;
    const position = { lineNumber: place.line, column: place.column ?? 1 };
    now.editor.setPosition(position);
    now.editor.revealPositionInCenterIfOutsideViewport(position);
    now.editor.focus();
  }, [place, from]);

  return (
    <div className="relative h-full min-h-0 min-w-0" data-editor="monaco">
      <div ref={host} className="h-full" />
      <p role="status" className="sr-only">
        {leaving ? "Tab leaves the editor." : ""}
      </p>
    </div>
  );
}

/** A model whose Undo goes back through the texts that were typed before it was there. */
function modelWithHistory(
  monaco: Monaco,
  language: LanguageId,
  [first = "", ...later]: readonly string[],
): Model {
  const { languageId, file } = languages[language].editor;
  const uri = monaco.Uri.parse(`file:///${file}`);
  monaco.editor.getModel(uri)?.dispose();
  const model = monaco.editor.createModel(first, languageId, uri);
  // Color belongs to data.
  model.updateOptions({
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  for (const text of later) edit(monaco, model, text);
  return model;
}

function edit(monaco: Monaco, model: Model, to: string): void {
  const { start, end, text } = replacement(model.getValue(), to);
  if (start === end && text === "") return;
  const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text }], () => null);
  model.pushStackElement();
}

function restore(monaco: Monaco, editor: CodeEditor, model: Model, from: EditorState): void {
  editor.setSelection(
    monaco.Selection.fromPositions(
      model.getPositionAt(from.selectionStart),
      model.getPositionAt(from.selectionEnd),
    ),
  );
  editor.setScrollTop(from.scrollTop);
  if (from.focused) editor.focus();
}

function markerData(monaco: Monaco, model: Model, marker: EditorMarker) {
  const line = Math.min(Math.max(1, marker.line), model.getLineCount());
  const column = marker.column ?? Math.max(1, model.getLineFirstNonWhitespaceColumn(line));
  const word = model.getWordAtPosition({ lineNumber: line, column });
  return {
    severity: monaco.MarkerSeverity[marker.severity === "error" ? "Error" : "Warning"],
    message: marker.message,
    startLineNumber: line,
    startColumn: column,
    endLineNumber: marker.endLine ?? line,
    endColumn:
      marker.endColumn ??
      (marker.column === undefined ? model.getLineMaxColumn(line) : (word?.endColumn ?? column + 1)),
  };
}

function problemsOf(monaco: Monaco, model: Model): readonly EditorMarker[] {
  return monaco.editor
    .getModelMarkers({ resource: model.uri })
    .filter(({ owner, severity }) => owner !== "fanout" && severity >= monaco.MarkerSeverity.Warning)
    .map((marker) => ({
      severity: marker.severity === monaco.MarkerSeverity.Error ? "error" : "warning",
      message: marker.message,
      line: marker.startLineNumber,
      column: marker.startColumn,
      endLine: marker.endLineNumber,
      endColumn: marker.endColumn,
    }));
}
