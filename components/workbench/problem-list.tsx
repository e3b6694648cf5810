import { CircleAlert, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { ReferenceLink } from "@/components/reference/reference-link";
import { CodeText } from "@/components/ui/code-text";
import type { Problem } from "@/lib/app/editor/problems";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import type { Fix } from "@/lib/language/program";
import { LANGUAGES, type LanguageId } from "@/lib/model/language";

const BUTTON = "min-h-6 shrink-0 text-accent underline underline-offset-2";

/** ms for which a list that a refused run leads to stands out. */
const FLASH_MS = 600;

/** A text where code is not set off. */
const plain = (text: string): string => text.replaceAll("`", "");

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** Of the program: messages lead to its reference. Absent: they do not. */
  readonly language?: LanguageId;
  readonly onShow: (line: number, column?: number) => void;
  /** Absent where the code cannot be changed. */
  readonly onFix?: ((fix: Fix) => void) | undefined;
  /** The same. */
  readonly onSwitch?: ((language: LanguageId) => void) | undefined;
  /** The same. */
  readonly onStandIn?: ((task: string) => void) | undefined;
}

export function ProblemList({
  problems,
  language: own,
  onShow,
  onFix,
  onSwitch,
  onStandIn,
}: ProblemListProps) {
  const refusal = usePlayground((state) => state.refusal);
  const list = useRef<HTMLElement>(null);
  // Each press of Run that is refused has its own.
  useEffect(() => {
    if (refusal === undefined) return;
    // Not in a frame: it would scroll the page around it too.
    if (window.top === window) list.current?.scrollIntoView({ block: "nearest" });
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    list.current?.animate({ boxShadow: ["inset 0 0 0 2px var(--failed)", "none"] }, FLASH_MS);
  }, [refusal]);
  return (
    <section
      ref={list}
      aria-label="Problems"
      className="max-h-40 shrink-0 overflow-y-auto border-t bg-subtle"
    >
      <ul aria-live="polite">
        {problems.map((problem) => {
          const { severity, message, line, column, fix, language, standIn } = problem;
          const Icon = severity === "error" ? CircleAlert : TriangleAlert;
          return (
            <li key={`${line} ${column} ${message}`} className="flex items-start gap-2 px-3 py-1">
              <Icon
                role="img"
                aria-label={severity === "error" ? "Error" : "Warning"}
                className={
                  severity === "error"
                    ? "mt-0.5 size-4 shrink-0 text-failed"
                    : "mt-0.5 size-4 shrink-0 text-warning"
                }
              />
              <span className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap">
                <CodeText text={message} />
              </span>
              {fix !== undefined && onFix !== undefined && (
                <button
                  type="button"
                  aria-label={`Fix line ${line}: ${plain(fix.title)}`}
                  title={plain(fix.title)}
                  className={BUTTON}
                  onClick={() => onFix(fix)}
                >
                  Fix
                </button>
              )}
              {standIn !== undefined && onStandIn !== undefined && (
                <button
                  type="button"
                  aria-label={`Give ${standIn} a stand-in`}
                  className={BUTTON}
                  onClick={() => onStandIn(standIn)}
                >
                  Stand-in
                </button>
              )}
              {language !== undefined && onSwitch !== undefined && (
                <button type="button" className={BUTTON} onClick={() => onSwitch(language)}>
                  Switch to {LANGUAGES[language].name}
                </button>
              )}
              {own !== undefined && <ReferenceLink message={message} language={own} className={BUTTON} />}
              {line !== undefined && (
                <button type="button" className={BUTTON} onClick={() => onShow(line, column)}>
                  Line {line}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
