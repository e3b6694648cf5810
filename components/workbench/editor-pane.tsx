import { useMemo, useRef, useState } from "react";
import { InputsForm } from "@/components/controls/inputs-form";
import { CodeEditor } from "@/components/editor/code-editor";
import type { EditorHandle, EditorMarker } from "@/components/editor/editor-props";
import type { Problem } from "@/lib/app/editor/problems";
import { useLineNotes } from "@/lib/app/hooks/use-line-notes";
import { usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { useProblems } from "@/lib/app/hooks/use-problems";
import type { Fix } from "@/lib/language/program";
import { LANGUAGES } from "@/lib/model/language";
import { Notices } from "./notices";
import { ProblemList } from "./problem-list";

const NONE: readonly EditorMarker[] = [];

export interface EditorPaneProps {
  /** Monaco may be loaded. */
  readonly rich: boolean;
  readonly readOnly?: boolean;
  /** The editor lost the focus; the code may have changed. */
  readonly onLeave?: () => void;
  readonly onOpenDraft?: ((id: string) => void) | undefined;
}

export function EditorPane({ rich, readOnly, onLeave, onOpenDraft }: EditorPaneProps) {
  const { opened, documentId, code, language } = usePlaygroundState(
    "opened",
    "documentId",
    "code",
    "language",
  );
  const {
    setCode,
    run,
    shownTheme: theme,
    place,
  } = usePlaygroundState("setCode", "run", "shownTheme", "place");
  const editor = useRef<EditorHandle>(null);
  const { showPlace, foundTypeErrors } = usePlaygroundState("showPlace", "foundTypeErrors");
  const [typeErrors, setTypeErrors] = useState(NONE);
  const own = useProblems();
  const { notes, activeLine } = useLineNotes();
  const problems = useMemo(() => {
    // The type checker reads the same text: a line with an error does not get a second one.
    const lines = new Set(own.filter(({ severity }) => severity === "error").map(({ line }) => line));
    const types = typeErrors
      .filter(({ line }) => !lines.has(line))
      .map((marker): Problem => ({ source: "type", ...marker }));
    return [...own, ...types];
  }, [own, typeErrors]);
  const markers = useMemo(
    () => own.flatMap(({ line, ...rest }) => (line === undefined ? [] : [{ ...rest, line }])),
    [own],
  );

  const isFixed = !readOnly && opened;
  const fix = (made: Fix): void => editor.current?.apply(made.edits);

  return (
    <section aria-label="Program" className="flex h-full min-h-0 min-w-0 flex-col">
      <Notices onOpenDraft={onOpenDraft} />
      <div className="min-h-0 flex-1">
        <CodeEditor
          documentId={documentId}
          value={code}
          language={language}
          onChange={setCode}
          onRun={() => void run()}
          onLeave={onLeave}
          markers={markers}
          lineInfo={notes}
          activeLine={activeLine}
          place={place}
          label={`Program in ${LANGUAGES[language].name}`}
          theme={theme}
          rich={rich}
          readOnly={readOnly || !opened}
          handle={editor}
          onProblems={(found) => {
            setTypeErrors(found);
            foundTypeErrors(found.filter(({ severity }) => severity === "error").length);
          }}
        />
      </div>
      <ProblemList problems={problems} onShow={showPlace} onFix={isFixed ? fix : undefined} />
      <InputsForm />
    </section>
  );
}
