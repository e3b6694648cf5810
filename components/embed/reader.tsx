import { CodeLines } from "@/components/editor/code-lines";
import type { LanguageId } from "@/lib/model/language";

export interface ReaderProps {
  readonly code: string;
  readonly language: LanguageId;
  /** Absent where the code is read-only. */
  readonly onEdit?: (() => void) | undefined;
}

/**
 * Code to read: no editor is loaded, the page around it scrolls past it, and Tab moves to what follows. A click loads the
 * editor; dragging selects text.
 */
export function Reader({ code, language, onEdit }: ReaderProps) {
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
        <pre className="m-0 w-max min-w-full px-4 py-2 font-mono text-code leading-code [tab-size:2]">
          <CodeLines code={code} language={language} />
        </pre>
      </section>
    </div>
  );
}
