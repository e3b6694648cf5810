import clsx from "clsx";
import { CircleHelp, Lightbulb } from "lucide-react";
import type { About, Advice } from "@/lib/analysis/advice/advice";
import { formatPlural } from "@/lib/base/format";
import { formatFigure, sentenceText } from "./figures";

const HEADS: Readonly<Record<About, string>> = {
  strategy: "Which strategy",
  crossover: "What would change it",
  "op runs": "Cost of an op run",
  chunk: "Chunk size",
  workers: "How many workers",
  waiting: "Waiting or computing",
};

export function Sentences({ sentences }: { readonly sentences: Advice["sentences"] }) {
  return (
    <ul className="@container flex flex-col gap-3">
      {sentences.map(({ about, sentence }, at) => (
        <li
          key={`${about} ${sentence.text}`}
          className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 @lg:grid-cols-[1rem_10rem_minmax(0,1fr)]"
        >
          {sentence.certain ? (
            <Lightbulb aria-hidden className="mt-0.5 size-4 text-accent" />
          ) : (
            <CircleHelp role="img" aria-label="Not certain" className="mt-0.5 size-4 text-warning" />
          )}
          {sentences[at - 1]?.about !== about && <p className="text-muted">{HEADS[about]}</p>}
          <div className="col-start-2 min-w-0 @lg:col-start-3">
            <p className={clsx(at === 0 && "font-semibold text-lg")}>{sentenceText(sentence)}</p>
            {sentence.figures.length > 0 && (
              <details className="text-muted text-sm">
                <summary className="w-fit">
                  Rests on {formatPlural(sentence.figures.length, "figure")}
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
