import { CodeLines } from "@/components/editor/code-lines";
import type { LanguageId } from "@/lib/model/language";

export interface ReaderProps {
  readonly code: string;
  readonly language: LanguageId;
  /** First and last line that a lesson marks. */
  readonly lines?: readonly [first: number, last: number] | undefined;
  /** Absent where the code is read-only. */
  readonly onEdit?: (() => void) | undefined;
}

/**
 * Code to read: no editor is loaded, the page around it scrolls past it, and Tab moves to what follows. A click loads the
 * editor; dragging selects text.
 */
export function Reader({ code, language, lines, onEdit }: ReaderProps) {
  const edit = (): void => {
    if (getSelection()?.isCollapsed !== false) onEdit?.();
  };
  return (
    <div className="h-full min-h-0">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button above it is the way by keyboard */}
      <section
        aria-label="Program"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        onClick={edit}
        data-editor="reader"
        className="-outline-offset-2 h-full overflow-auto"
      >
        <pre className="relative isolate m-0 w-max min-w-full px-4 py-2 font-mono text-code leading-code [tab-size:2]">
          {lines && <Marked lines={lines} count={code.split("\n").length} />}
          <CodeLines code={code} language={language} />
        </pre>
      </section>
    </div>
  );
}

/** Behind the text. */
function Marked({
  lines: [first, last],
  count,
}: {
  readonly lines: readonly [first: number, last: number];
  readonly count: number;
}) {
  const end = Math.min(last, count);
  if (end < first) return null;
  return (
    <span
      aria-hidden
      className="-z-10 pointer-events-none absolute inset-x-0 border-transfer border-l-3 bg-hover"
      style={{
        top: `calc(0.5rem + ${first - 1} * var(--spacing-code))`,
        height: `calc(${end - first + 1} * var(--spacing-code))`,
      }}
    />
  );
}
