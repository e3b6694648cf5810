import clsx from "clsx";
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { applyEdits } from "@/lib/language/apply-edits";
import { languages } from "@/lib/language/languages";
import { CodeLines } from "./code-lines";
import type { EditorProps, EditorState } from "./editor-props";
import { emptyHistory, remember, replacement } from "./history";

export interface PlainEditorHandle {
  state(): EditorState;
}

/** The text and its picture must sit on the same pixels. */
const TYPE = "m-0 whitespace-pre font-mono text-code leading-code [tab-size:2] [font-variant-ligatures:none]";

/** Puts a text in the place of what is selected as if typed, so that the browser's own Undo knows of it. */
function insert(text: string): void {
  document.execCommand(text === "" ? "delete" : "insertText", false, text);
}

/**
 * A text area with colors behind it: there at once, at home on touch, and all there is to read and type with until
 * Monaco has arrived.
 */
export function PlainEditor({
  value,
  language,
  onChange,
  onRun,
  onLeave,
  markers,
  lineInfo = [],
  activeLine,
  playedLines,
  place,
  readOnly = false,
  label,
  handle,
  swap,
}: EditorProps & { readonly swap?: Ref<PlainEditorHandle> }) {
  const help = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const history = useRef(emptyHistory);
  const [leaving, setLeaving] = useState(false);
  const { indent: spaces, opensBlock } = languages[language].editor;

  useImperativeHandle(handle, () => ({
    apply(edits) {
      const field = area.current;
      if (field === null) return;
      const { start, end, text } = replacement(field.value, applyEdits(field.value, edits));
      field.focus({ preventScroll: true });
      field.setSelectionRange(start, end);
      insert(text);
    },
  }));
  useImperativeHandle(
    swap,
    () => ({
      state: () => ({
        selectionStart: area.current?.selectionStart ?? 0,
        selectionEnd: area.current?.selectionEnd ?? 0,
        scrollTop: scroller.current?.scrollTop ?? 0,
        focused: document.activeElement === area.current,
        history: history.current.texts,
        place,
      }),
    }),
    [place],
  );

  const goTo = useEffectEvent((line: number, column: number) => {
    const before = value.split("\n").slice(0, line - 1);
    const offset = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    area.current?.focus({ preventScroll: true });
    area.current?.setSelectionRange(offset, offset);
    const height = scroller.current?.clientHeight ?? 0;
    const top = ((area.current?.clientHeight ?? 0) * (line - 1)) / value.split("\n").length;
    scroller.current?.scrollTo({ top: top - height / 2 });
  });
  useEffect(() => {
    if (place !== undefined) goTo(place.line, place.column ?? 1);
  }, [place]);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { key, ctrlKey, metaKey, shiftKey, currentTarget: field } = event;
    if (key === "Enter" && (ctrlKey || metaKey)) {
      event.preventDefault();
      // The page listens for the same keys.
      event.stopPropagation();
      onRun();
    } else if (key === "Escape" || (key.toLowerCase() === "m" && ctrlKey && !metaKey)) {
      event.preventDefault();
      setLeaving(true);
    } else if (key === "Tab" && !shiftKey && !leaving && !readOnly) {
      event.preventDefault();
      insert(" ".repeat(spaces));
    } else if (key === "Enter" && !readOnly && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const line = field.value.slice(0, field.selectionStart).split("\n").pop() ?? "";
      const indent = /^\s*/.exec(line)?.[0] ?? "";
      insert(`\n${indent}${opensBlock.test(line) ? " ".repeat(spaces) : ""}`);
    } else if (!["Tab", "Shift", "Control"].includes(key)) setLeaving(false);
  };

  const lines = value.split("\n").length;
  const marks = new Map<number, "error" | "warning">();
  for (const { line, severity } of markers) if (marks.get(line) !== "error") marks.set(line, severity);
  const said = new Map<number, string>();
  for (const { line, message } of markers) {
    const before = said.get(line);
    said.set(line, before === undefined ? message : `${before}\n${message}`);
  }

  return (
    <div ref={scroller} className="relative h-full overflow-auto bg-surface" data-editor="plain">
      <div className="flex min-h-full w-max min-w-full py-2">
        <pre
          aria-hidden
          className={clsx(
            TYPE,
            "sticky left-0 z-10 w-12 shrink-0 select-none bg-surface pr-3 text-right text-muted",
          )}
        >
          {Array.from({ length: lines }, (_, i) => i + 1).map((line) => (
            <span
              key={line}
              title={said.get(line)}
              className={clsx(
                "block",
                marks.get(line) === "error" && "text-failed",
                marks.get(line) === "warning" && "text-warning",
                (line === activeLine || playedLines?.includes(line)) && "bg-selected text-text",
              )}
            >
              {marks.has(line) ? "●" : line}
            </span>
          ))}
        </pre>
        <div className="relative min-w-0 flex-1">
          <pre aria-hidden className={clsx(TYPE, "pr-8")}>
            <CodeLines code={value} language={language} marks={marks} />
          </pre>
          {lineInfo.map(({ line, text }) => (
            <span
              key={line}
              aria-hidden
              className="pointer-events-none absolute left-0 flex h-code items-center whitespace-pre font-mono text-code"
              style={{ top: `calc(${line - 1} * var(--spacing-code))` }}
            >
              <span className="invisible">{value.split("\n")[line - 1]}</span>
              <span className="pl-6 text-muted text-sm">{text}</span>
            </span>
          ))}
          <textarea
            ref={area}
            value={value}
            readOnly={readOnly}
            onChange={(event) => {
              history.current = remember(history.current, value, performance.now());
              onChange(event.target.value);
            }}
            onKeyDown={press}
            onBlur={() => {
              setLeaving(false);
              onLeave?.();
            }}
            aria-label={label}
            aria-describedby={help}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            autoCorrect="off"
            className={clsx(
              TYPE,
              "-outline-offset-2 absolute inset-0 size-full resize-none overflow-hidden bg-transparent pr-8 text-transparent caret-text",
            )}
          />
        </div>
      </div>
      <p id={help} className="sr-only">
        {readOnly ? "Read-only." : "Tab indents. Press Escape, then Tab, to leave the editor."}
      </p>
      <p role="status" className="sr-only">
        {leaving ? "Tab leaves the editor." : ""}
      </p>
    </div>
  );
}
