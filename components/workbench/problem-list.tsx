import { CircleAlert, TriangleAlert } from "lucide-react";
import type { Problem } from "@/lib/app/editor/problems";

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly onShow: (line: number, column?: number) => void;
}

export function ProblemList({ problems, onShow }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <section aria-label="Problems" className="max-h-40 shrink-0 overflow-y-auto border-t bg-subtle">
      <ul aria-live="polite">
        {problems.map((problem) => {
          const { severity, message, line, column } = problem;
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
              {line !== undefined && (
                <button
                  type="button"
                  className="min-h-6 shrink-0 text-accent underline underline-offset-2"
                  onClick={() => onShow(line, column)}
                >
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
