import { useState } from "react";
import { actionText } from "@/components/results/advice/action-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Answer } from "@/lib/analysis/advice/answer";
import { sentenceText } from "@/lib/analysis/advice/figure-text";
import type { FindingAction } from "@/lib/analysis/advice/finding";
import { Difference } from "./difference";

interface WarningsProps {
  readonly answer: Answer;
  readonly onAction: ((action: FindingAction) => void) | undefined;
}

/** What must be read before any time: what makes the times worthless, and the limits that held the run back. */
export function Warnings({ answer: { warnings, limits }, onAction }: WarningsProps) {
  if (warnings.length + limits.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {warnings.map(({ kind, sentence }) => (
        <Banner key={kind} tone="warning" title={`${sentenceText(sentence).replace(/\.$/, "")}.`} />
      ))}
      {limits.map(({ sentence, action }) => (
        <Banner
          key={sentence.text}
          tone="warning"
          title={sentenceText(sentence)}
          actions={
            action && onAction && <Button onClick={() => onAction(action)}>{actionText(action)}</Button>
          }
        />
      ))}
    </div>
  );
}

/** Below a verdict that results differ: where they do. */
export function ShowDifference({ different }: { readonly different: NonNullable<Answer["different"]> }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-col items-start gap-2">
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? "Hide the difference" : "Show the difference"}
      </Button>
      {isOpen && <Difference different={different} />}
    </div>
  );
}
