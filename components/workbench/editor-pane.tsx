import { useEffect, useMemo, useRef, useState } from "react";
import { InputsForm } from "@/components/controls/inputs-form";
import { CodeEditor } from "@/components/editor/code-editor";
import type { EditorHandle, EditorMarker } from "@/components/editor/editor-props";
import { loaded } from "@/components/ui/loaded";
import type { LineNote } from "@/lib/app/editor/line-notes";
import type { Problem } from "@/lib/app/editor/problems";
import { useLineNotes } from "@/lib/app/hooks/use-line-notes";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { useProblems } from "@/lib/app/hooks/use-problems";
import { hidesResults, lessonStepOf } from "@/lib/app/store/slices/lesson-slice";
import type { Fix } from "@/lib/language/program";
import { LANGUAGES, type LanguageId } from "@/lib/model/language";

/** Most programs have no problem when they are opened, and most openings nothing to say. */
const Notices = loaded(async () => ({ default: (await import("./notices")).Notices }), null, "is hidden");
const ProblemList = loaded(
  async () => ({ default: (await import("./problem-list")).ProblemList }),
  null,
  "is hidden",
);

const NONE: readonly EditorMarker[] = [];
const NO_NOTES: readonly LineNote[] = [];
/** Lines that a lesson marks at a time. */
const MOST_MARKED = 200;

/** From the first to the last, as far as the program has them. */
function linesBetween(lines: readonly [number, number] | undefined, count: number): readonly number[] {
  if (lines === undefined) return [];
  const [first, last] = lines;
  const end = Math.min(last, count, first + MOST_MARKED - 1);
  return Array.from({ length: Math.max(0, end - first + 1) }, (_, at) => first + at);
}

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
  const hasNotices = usePlayground((state) => state.notices.length > 0);
  const editor = useRef<EditorHandle>(null);
  const { showPlace, foundTypeErrors, setLanguage, openDialog } = usePlaygroundState(
    "showPlace",
    "foundTypeErrors",
    "setLanguage",
    "openDialog",
  );
  const [typeErrors, setTypeErrors] = useState(NONE);
  const own = useProblems();
  const { notes, activeLine, playedLines } = useLineNotes();
  const lessonLines = usePlayground((state) => lessonStepOf(state)?.lines);
  const isHidden = usePlayground(hidesResults);
  const marked = useMemo(() => linesBetween(lessonLines, code.split("\n").length), [lessonLines, code]);
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

  // Before there is one, so that it is shown at once.
  useEffect(() => {
    if (opened) for (const part of [Notices, ProblemList]) part.load().catch(() => undefined);
  }, [opened]);

  const isFixed = !readOnly && opened;
  const fix = (made: Fix): void => editor.current?.apply(made.edits);

  /** What was pasted may have prompts or Markdown around it, which are no part of the program. */
  const switchTo = async (to: LanguageId): Promise<void> => {
    const { pastedProgram } = await import("@/lib/language/pasted-program");
    setLanguage(to, to === "python" ? pastedProgram(code).program : code);
  };

  return (
    <section aria-label="Program" className="flex h-full min-h-0 min-w-0 flex-col">
      {hasNotices && <Notices onOpenDraft={onOpenDraft} />}
      <div className="min-h-0 flex-1">
        <CodeEditor
          documentId={documentId}
          value={code}
          language={language}
          onChange={setCode}
          onRun={() => void run()}
          onLeave={onLeave}
          markers={markers}
          lineInfo={isHidden ? NO_NOTES : notes}
          activeLine={activeLine ?? marked[0]}
          playedLines={playedLines.length > 0 ? playedLines : marked}
          place={place}
          label={`Program in ${LANGUAGES[language].name}`}
          theme={theme}
          rich={rich}
          readOnly={readOnly || !opened}
          handle={editor}
          onStandIn={() => openDialog("stand-ins")}
          onProblems={(found) => {
            setTypeErrors(found);
            foundTypeErrors(found.filter(({ severity }) => severity === "error").length);
          }}
        />
      </div>
      {problems.length > 0 && (
        <ProblemList
          problems={problems}
          language={language}
          onShow={showPlace}
          onFix={isFixed ? fix : undefined}
          onSwitch={isFixed ? switchTo : undefined}
          onStandIn={isFixed ? (task) => openDialog("stand-ins", task) : undefined}
        />
      )}
      <InputsForm />
    </section>
  );
}
