import { useMemo } from "react";
import { ReferenceLink } from "@/components/reference/reference-link";
import { labelAt } from "@/components/results/shared/span/span";
import { StackText } from "@/components/results/shared/text/stack-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatPlural } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import type { LanguageId } from "@/lib/model/language";
import type { ReportError } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { failureGroups } from "./failures";

/** UTF-16 units of an error's message, and of its stack. */
const SHOWN_MESSAGE = 10_000;

export interface FailurePanelProps {
  readonly label: string;
  readonly error: ReportError;
  /** Of the program: the message leads to its reference. */
  readonly language?: LanguageId | undefined;
  readonly trace: Trace | undefined;
  readonly onShowLine?: (line: number, column?: number) => void;
  readonly onSelect?: (row: number) => void;
  /** The task that failed for what a browser does not have. */
  readonly needing?: string | undefined;
  readonly onStandIn?: (task: string) => void;
  /** Reuses what succeeded in this run, and runs the rest. */
  readonly onRunFromFailure?: (() => void) | undefined;
}

export default function FailurePanel({
  label,
  error,
  language,
  trace,
  onShowLine,
  onSelect,
  needing,
  onStandIn,
  onRunFromFailure,
}: FailurePanelProps) {
  const groups = useMemo(() => (trace ? failureGroups(trace) : []), [trace]);
  const { line, column, path } = error;
  const own = groups.find((group) => group.error.message === error.message) ?? groups[0];
  const others = groups.filter((group) => group !== own);
  const stack = own?.error.stack;
  return (
    <Banner
      tone="error"
      title={
        <>
          {label}: {tameText(error.name, 200)}
        </>
      }
      actions={
        <>
          {line !== undefined && onShowLine && (
            <Button onClick={() => onShowLine(line, column)}>Line {formatCount(line)}</Button>
          )}
          {needing !== undefined && onStandIn && (
            <Button onClick={() => onStandIn(needing)}>Give it a stand-in</Button>
          )}
          {onRunFromFailure && <Button onClick={onRunFromFailure}>Run from failure</Button>}
        </>
      }
    >
      <p className="whitespace-pre-wrap font-mono">{tameText(error.message, SHOWN_MESSAGE)}</p>
      {language && <ReferenceLink message={`${error.name}: ${error.message}`} language={language} />}
      {path && path.length > 0 && (
        <p className="mt-1 text-muted">
          in {tameText(path.join(" › "), 1_000)}
          {own && own.rows.length > 1 && `, ${formatPlural(own.rows.length, "attempt")}`}{" "}
          {trace && <SpanLink trace={trace} row={own?.rows.at(-1)} onSelect={onSelect} />}
        </p>
      )}
      {trace && others.length > 0 && (
        <ul className="mt-1">
          {others.map(({ error: each, rows }) => (
            <li key={rows[0]} className="flex flex-wrap items-baseline gap-x-2">
              <span className="text-muted">{formatPlural(rows.length, "attempt")}</span>
              <span className="min-w-0">{tameText(`${each.name}: ${each.message}`, 200)}</span>
              <SpanLink trace={trace} row={rows.at(-1)} onSelect={onSelect} />
            </li>
          ))}
        </ul>
      )}
      {stack && (
        <details className="mt-1">
          <summary className="text-muted">Stack</summary>
          <StackText
            stack={stack}
            max={SHOWN_MESSAGE}
            className="mt-1 max-h-48 overflow-auto whitespace-pre-wrap font-mono text-sm"
            onShowLine={onShowLine}
          />
        </details>
      )}
    </Banner>
  );
}

interface SpanLinkProps {
  readonly trace: Trace;
  readonly row: number | undefined;
  readonly onSelect: ((row: number) => void) | undefined;
}

function SpanLink({ trace, row, onSelect }: SpanLinkProps) {
  if (row === undefined || onSelect === undefined) return null;
  return (
    <button type="button" onClick={() => onSelect(row)} className="text-accent underline underline-offset-2">
      Show {labelAt(trace, row)}
    </button>
  );
}
