import { CircleHelp, Lightbulb } from "lucide-react";
import type { AdviceData } from "@/lib/playground/analyst-api";
import { formatFigure, sentenceText } from "./figures";

/** What to do, each with the figures it rests on. What the data cannot show says so. */
export function Sentences({ sentences }: { readonly sentences: AdviceData["sentences"] }) {
  return (
    <ul className="flex flex-col gap-3">
      {sentences.map(({ about, sentence }) => (
        <li key={`${about} ${sentence.text}`} className="flex gap-2">
          {sentence.certain ? (
            <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
          ) : (
            <CircleHelp role="img" aria-label="Not certain" className="mt-0.5 size-4 shrink-0 text-warning" />
          )}
          <div className="min-w-0">
            <p>{sentenceText(sentence)}</p>
            {sentence.figures.length > 0 && (
              <p className="text-muted text-sm">
                Rests on:{" "}
                {sentence.figures.map((figure) => `${figure.label} ${formatFigure(figure)}`).join("; ")}.
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
