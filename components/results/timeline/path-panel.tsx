import type { ExplainedPath } from "@/lib/analysis/time/path-steps";
import { formatCount, formatDuration } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import type { Trace } from "@/lib/trace/trace";
import { keyFirstAt } from "../shared/span/names";
import { causeText, partsText, totalsText } from "./path-text";

const SHOWN_NAME = 80;
const SHOWN_CAUSE = 200;

interface PathPanelProps {
  readonly trace: Trace;
  readonly path: ExplainedPath;
  readonly selected: number | undefined;
  readonly onSelect: (row: number) => void;
}

/** The critical path, step by step: what took the time, and why it could not begin earlier. */
export function PathPanel({ trace, path, selected, onSelect }: PathPanelProps) {
  const { steps, stepCount } = path;
  return (
    <section aria-label="Critical path" className="flex max-h-40 min-h-0 shrink-0 flex-col border-b">
      <p className="px-3 py-1.5">
        <span className="font-medium">Critical path:</span> {totalsText(path)}
        {stepCount > steps.length && (
          <span className="text-muted">
            {" "}
            · the {formatCount(steps.length)} longest of {formatCount(stepCount)} steps
          </span>
        )}
      </p>
      <ol className="min-h-0 flex-1 overflow-y-auto border-t">
        {steps.map((step) => (
          <li key={step.from}>
            <button
              type="button"
              aria-current={step.row === selected}
              onClick={() => onSelect(step.row)}
              className="grid w-full grid-cols-[5rem_minmax(0,1fr)] gap-x-3 px-3 py-0.5 text-left hover:bg-hover aria-[current=true]:bg-selected sm:grid-cols-[5rem_minmax(6rem,14rem)_minmax(0,1fr)]"
            >
              <span className="text-right text-muted">{formatDuration(step.from)}</span>
              <bdi className="truncate">{tameText(keyFirstAt(trace, step.row), SHOWN_NAME)}</bdi>
              <span className="wrap-anywhere text-muted max-sm:col-start-2">
                {partsText(step)}, {tameText(causeText(trace, step), SHOWN_CAUSE)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
