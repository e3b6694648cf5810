import { FindingList } from "@/components/results/advice/finding-list";
import { Button } from "@/components/ui/button";
import type { Answer } from "@/lib/analysis/advice/answer";
import type { FindingAction } from "@/lib/analysis/advice/finding";

interface NextStepsProps {
  readonly answer: Pick<Answer, "changes" | "next">;
  /** Undefined while a run is in progress. */
  readonly onAction: ((action: FindingAction) => void) | undefined;
  readonly onUseNumbers: (() => void) | undefined;
  readonly onWrite: (() => void) | undefined;
}

/** What would change the verdict, and what to do next. */
export function NextSteps({ answer: { changes, next }, onAction, onUseNumbers, onWrite }: NextStepsProps) {
  return (
    <>
      {changes.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="font-semibold text-lg">What would change this</h3>
          <FindingList findings={changes} />
        </section>
      )}
      {(next.length > 0 || onUseNumbers || onWrite) && (
        <section className="flex flex-col gap-2">
          <h3 className="font-semibold text-lg">What to do next</h3>
          {next.length > 0 && <FindingList findings={next} onAction={onAction} />}
          {onUseNumbers && (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p>More items, longer items, other workers or a platform: ask with your own numbers.</p>
              <Button onClick={onUseNumbers}>Use these numbers</Button>
            </div>
          )}
          {onWrite && (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p>The same in Dagster, Flyte or a pool, with these settings.</p>
              <Button onClick={onWrite}>Write it out</Button>
            </div>
          )}
        </section>
      )}
    </>
  );
}
