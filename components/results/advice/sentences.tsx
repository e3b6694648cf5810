import clsx from "clsx";
import { CircleHelp, Lightbulb } from "lucide-react";
import { formatFigure, sentenceText } from "@/lib/analysis/advice/figure-text";
import type { Finding, FindingKind } from "@/lib/analysis/advice/finding";
import { formatPlural } from "@/lib/base/format";

const HEADS: Readonly<Partial<Record<FindingKind, string>>> = {
  limit: "Limit",
  reason: "Why",
  crossover: "What would change this",
  "no difference": "What would change this",
  ahead: "What would change this",
  "event loop": "One event loop",
  rounds: "Rounds",
  "op run overhead": "Op run overhead",
  "chunk size": "Chunk size",
  workers: "Workers",
  waiting: "Waiting or computing",
};

export function Sentences({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className="@container flex flex-col gap-3">
      {findings.map(({ kind, sentence }, at) => (
        <li
          key={`${kind} ${sentence.text}`}
          className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 @lg:grid-cols-[1rem_10rem_minmax(0,1fr)]"
        >
          {sentence.certain ? (
            <Lightbulb aria-hidden className="mt-0.5 size-4 text-accent" />
          ) : (
            <CircleHelp role="img" aria-label="Uncertain" className="mt-0.5 size-4 text-warning" />
          )}
          {findings[at - 1]?.kind !== kind && <p className="text-muted">{HEADS[kind] ?? "Strategy"}</p>}
          <div className="col-start-2 min-w-0 @lg:col-start-3">
            <p className={clsx(at === 0 && "font-semibold text-lg")}>{sentenceText(sentence)}</p>
            {sentence.figures.length > 0 && (
              <details className="text-muted text-sm">
                <summary className="w-fit">
                  Based on {formatPlural(sentence.figures.length, "figure")}
                </summary>
                <dl className="grid w-fit max-w-full grid-cols-[minmax(0,max-content)_auto] gap-x-4 py-1">
                  {sentence.figures.map((figure) => (
                    <div key={figure.label} className="col-span-2 grid grid-cols-subgrid">
                      <dt>{figure.label}</dt>
                      <dd className="text-right">{formatFigure(figure)}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
