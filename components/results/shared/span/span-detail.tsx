import { CornerDownRight, RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { phasesOf } from "@/components/results/timeline/describe";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { StatusGlyph } from "@/components/ui/status-glyph";
import { formatBytes, formatCount, formatDuration, formatNumber } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import { isCached, isReused, keyAt, kindAt, nameAt, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { StackText } from "../text/stack-text";
import { attemptsAt, logsAt } from "./related";
import { labelAt } from "./span";

/** UTF-16 units of an error, an argument or a result. */
const SHOWN_TEXT = 20_000;
const SHOWN_NAME = 400;
/** Log entries; the log has all. */
const SHOWN_LOGS = 100;

interface SpanDetailProps {
  readonly trace: Trace;
  readonly row: number;
  readonly onSelect: (row: number) => void;
  readonly onClose: () => void;
  /** Line of the task's definition in the source, from 1; undefined where it is not known. */
  readonly lineOf?: (name: string) => number | undefined;
  readonly onShowLine?: (line: number, column?: number) => void;
  /** Runs this task alone, with these arguments. Absent where that is not possible. */
  readonly onRunAgain?: ((row: number) => void) | undefined;
  readonly again?: ReactNode;
  /** Its arguments were not kept, so it cannot be run again alone. */
  readonly areArgumentsLost?: boolean;
}

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly copy?: string | undefined;
}

function Part({ title, children, copy }: PartProps) {
  return (
    <section className="min-w-0 border-t px-3 py-2">
      <div className="flex min-h-6 items-center justify-between">
        <h4 className="text-muted text-sm">{title}</h4>
        {copy !== undefined && <CopyButton label="Copy" text={() => copy} className="h-6" />}
      </div>
      {children}
    </section>
  );
}

const Figures = ({ rows }: { readonly rows: readonly (readonly [name: string, figure: string])[] }) => (
  <table className="w-full">
    <tbody>
      {rows.map(([name, figure]) => (
        <tr key={name} className="h-6">
          <td className="wrap-anywhere">{tameText(name, SHOWN_NAME)}</td>
          <td className="text-right">{figure}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const PRE = "wrap-anywhere max-h-64 overflow-auto whitespace-pre-wrap font-mono";

const Pre = ({ children }: { readonly children: string }) => (
  <pre className={PRE}>{tameText(children, SHOWN_TEXT)}</pre>
);

export default function SpanDetail({
  trace,
  row,
  onSelect,
  onClose,
  lineOf,
  onShowLine,
  onRunAgain,
  again,
  areArgumentsLost = false,
}: SpanDetailProps) {
  const note = trace.notes.get(row);
  const error = trace.errors.get(row);
  const worker = trace.worker[row] ?? -1;
  const parent = trace.parent[row] ?? -1;
  const attempts = attemptsAt(trace, row);
  const logs = logsAt(trace, row);
  const stretches = phasesOf(trace, row);
  const line = lineOf?.(nameAt(trace, row));
  const took = isCached(trace, row) ? "cached" : isReused(trace, row) ? "reused from an earlier run" : "";
  return (
    <section aria-label="Selected span" className="@container flex h-full min-h-0 flex-col">
      <header className="flex items-start gap-2 px-3 py-1.5">
        <div className="flex min-h-control min-w-0 flex-1 flex-wrap items-center gap-x-3">
          <h3 className="wrap-anywhere max-h-16 overflow-y-auto font-semibold">
            <bdi>{tameText(labelAt(trace, row), SHOWN_NAME)}</bdi>
          </h3>
          <p className="flex flex-wrap items-center gap-x-2 text-muted">
            <StatusGlyph status={statusAt(trace, row)} />
            <span>{kindAt(trace, row)}</span>
            {took && <span>{took}</span>}
            {worker >= 0 && <span>{worker === 0 ? "driver" : `worker ${formatCount(worker)}`}</span>}
          </p>
          {line !== undefined && onShowLine && (
            <Button onClick={() => onShowLine(line)}>Line {formatCount(line)}</Button>
          )}
          {onRunAgain && (
            <Button icon={<RotateCw />} onClick={() => onRunAgain(row)}>
              Run this task again
            </Button>
          )}
          {parent >= 0 && (
            <Button variant="quiet" icon={<CornerDownRight />} onClick={() => onSelect(parent)}>
              <bdi className="max-w-40 truncate">
                called by {tameText(labelAt(trace, parent), SHOWN_NAME)}
              </bdi>
            </Button>
          )}
        </div>
        <CopyButton label="Copy name" text={() => keyAt(trace, row) ?? nameAt(trace, row)} />
        <IconButton label="Close" keys="Esc" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="grid min-h-0 flex-1 auto-rows-min @2xl:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] content-start overflow-y-auto">
        {areArgumentsLost && (
          <p className="border-t px-3 py-2 text-muted">
            This call cannot run again alone: its arguments are too large to keep, or of a type that cannot be
            kept.
          </p>
        )}
        {again && <Part title="Run again">{again}</Part>}
        {error && (
          <Part title="Error" copy={error.stack ?? `${error.name}: ${error.message}`}>
            <p className="wrap-anywhere whitespace-pre-wrap font-mono text-failed">
              {tameText(`${error.name}: ${error.message}`, SHOWN_TEXT)}
            </p>
            {error.line !== undefined && onShowLine && (
              <Button className="mt-1" onClick={() => onShowLine(error.line ?? 1, error.column)}>
                Line {formatCount(error.line)}
              </Button>
            )}
            {error.stack && (
              <StackText stack={error.stack} max={SHOWN_TEXT} className={PRE} onShowLine={onShowLine} />
            )}
          </Part>
        )}
        <Part title="Time">
          {stretches.length > 0 ? (
            <Figures rows={stretches.map(({ label, ms }) => [label, formatDuration(ms)])} />
          ) : (
            <p className="text-muted">Not run.</p>
          )}
          {(trace.bytesIn[row] ?? 0) + (trace.bytesOut[row] ?? 0) > 0 && (
            <p className="text-muted">
              {formatBytes(trace.bytesIn[row] ?? 0)} there, {formatBytes(trace.bytesOut[row] ?? 0)} back
            </p>
          )}
        </Part>
        {attempts.length > 1 && (
          <Part title="Attempts">
            <ul>
              {attempts.map((each) => (
                <li key={each}>
                  <button
                    type="button"
                    aria-current={each === row}
                    onClick={() => onSelect(each)}
                    className="-mx-1 flex w-full items-center gap-2 rounded-sm px-1 py-0.5 text-left hover:bg-hover aria-[current=true]:bg-selected"
                  >
                    <span>{trace.attempt[each]}</span>
                    <StatusGlyph status={statusAt(trace, each)} />
                    <span className="truncate text-muted">
                      {tameText(trace.errors.get(each)?.message ?? "", 200)}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {[["Arguments", note?.args] as const, ["Result", note?.result] as const].map(
          ([title, text]) =>
            text !== undefined && (
              <Part key={title} title={title} copy={text}>
                <Pre>{text}</Pre>
              </Part>
            ),
        )}
        {note?.meters && Object.keys(note.meters).length > 0 && (
          <Part title="Meters">
            <Figures
              rows={Object.entries(note.meters).map(([name, amount]) => [name, formatNumber(amount)])}
            />
          </Part>
        )}
        {logs.length > 0 && (
          <Part title="Log">
            <ul className="font-mono">
              {logs.slice(0, SHOWN_LOGS).map((entry, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place, and no state
                <li key={at} className="wrap-anywhere whitespace-pre-wrap">
                  <span className="text-muted">
                    {formatDuration(entry.time)} {entry.level}
                  </span>{" "}
                  {tameText(entry.text, 1_000)}
                </li>
              ))}
              {logs.length > SHOWN_LOGS && (
                <li className="text-muted">… {formatCount(logs.length - SHOWN_LOGS)} more in the log</li>
              )}
            </ul>
          </Part>
        )}
      </div>
    </section>
  );
}
