import { CircleHelp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Explained } from "@/components/ui/explained";
import { formatFigure, sentenceText } from "@/lib/analysis/advice/figure-text";
import type { Finding, FindingAction } from "@/lib/analysis/advice/finding";
import { actionText } from "./action-text";

interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Undefined while nothing can be changed or run. */
  readonly onAction?: ((action: FindingAction) => void) | undefined;
}

/** Findings with their figures, the rule behind each, and what can be done. */
export function FindingList({ findings, onAction }: FindingListProps) {
  return (
    <ul className="flex flex-col gap-2">
      {findings.map(({ kind, sentence, rule, action }) => (
        <li key={`${kind} ${sentence.text}`} className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <div className="min-w-0 flex-[0_1_auto]">
            <p className="max-w-[80ch]">
              {!sentence.certain && (
                <CircleHelp
                  role="img"
                  aria-label="Uncertain"
                  className="mr-1 inline size-3.5 align-[-0.125em] text-warning"
                />
              )}
              <Explained text={sentenceText(sentence)} />
            </p>
            <details className="text-muted text-sm">
              <summary className="w-fit">Based on</summary>
              <p className="max-w-[80ch]">{rule}</p>
              <dl className="grid w-fit max-w-full grid-cols-[minmax(0,max-content)_auto] gap-x-4 py-1">
                {sentence.figures.map((figure, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: figures are their place in the sentence
                  <div key={at} className="col-span-2 grid grid-cols-subgrid">
                    <dt>{figure.label}</dt>
                    <dd className="text-right">{formatFigure(figure)}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </div>
          {action && onAction && <Button onClick={() => onAction(action)}>{actionText(action)}</Button>}
        </li>
      ))}
    </ul>
  );
}
