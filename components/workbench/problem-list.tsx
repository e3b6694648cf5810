import { CircleAlert, TriangleAlert } from "lucide-react";
import type { Problem } from "@/lib/app/editor/problems";
import type { Fix } from "@/lib/language/program";

const BUTTON = "min-h-6 shrink-0 text-accent underline underline-offset-2";

/** A text where code is not set off. */
const plain = (text: string): string => text.replaceAll("`", "");

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly onShow: (line: number, column?: number) => void;
  /** Absent where the code cannot be changed. */
  readonly onFix?: ((fix: Fix) => void) | undefined;
}

export function ProblemList({ problems, onShow, onFix }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <section aria-label="Problems" className="max-h-40 shrink-0 overflow-y-auto border-t bg-subtle">
      <ul aria-live="polite">
        {problems.map((problem) => {
          const { severity, message, line, column, fix } = problem;
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
              <span className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap">{message}</span>
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
