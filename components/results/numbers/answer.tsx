import type { ReactNode } from "react";
import { Spinner } from "@/components/ui/spinner";
import { tip } from "@/components/ui/tip";
import { formatCount } from "@/lib/base/format";
import type { BreakEven, Consequences, Estimate } from "@/lib/estimate/outcome";
import { answerText, breakEvenText, changeText, failingTexts } from "./answer-text";
import { ALL_DRAWS } from "./use-estimate";

interface AnswerProps {
  readonly estimate: Estimate | undefined;
  readonly pending: boolean;
  readonly problem: string | undefined;
}

const SIMULATED =
  "Nothing of this was measured: Fanout's scheduler ran these numbers in simulated time, with the same random draws on every visit";

/** The sentence that decides. Its place is kept while it is worked out. */
export function Answer({ estimate, pending, problem }: AnswerProps) {
  const text = estimate && answerText(estimate);
  return (
    <section aria-label="Answer" className="flex min-h-36 flex-col gap-1 max-sm:min-h-60">
      <p className="flex min-h-5 items-center gap-2 text-muted text-sm">
        <span className="rounded-sm border px-1.5 py-px" {...tip(SIMULATED)}>
          Simulated
        </span>
        {estimate && estimate.draws < ALL_DRAWS && (
          <span>
            {formatCount(estimate.draws)} of {ALL_DRAWS} draws
          </span>
        )}
        {pending && !estimate && <Spinner label="Simulating…" />}
        {problem && <span className="text-failed">{problem}</span>}
      </p>
      <div role="status" aria-busy={pending} className="flex flex-col gap-1">
        {text && (
          <>
            <p className="text-balance font-semibold text-xl leading-snug">{text.headline}</p>
            <p className="max-w-[90ch]">{text.because}</p>
          </>
        )}
      </div>
    </section>
  );
}

/** One item, or one worker, needs no strategy. */
const isTrivial = ({ field, at }: BreakEven): boolean =>
  (field === "items" || field === "workers") && at <= 2;

interface OutlookProps {
  /** Its place is kept until there is one. */
  readonly estimate: Estimate | undefined;
  readonly consequences: Consequences | undefined;
}

/** What would change the answer, what to do next, and what failures mean. */
export function Outlook({ estimate, consequences }: OutlookProps) {
  const failing = estimate ? failingTexts(estimate) : [];
  const flips = consequences?.breakEvens.filter((each) => !isTrivial(each)) ?? [];
  return (
    <div className="@container">
      <div className="grid @xl:grid-cols-2 @4xl:grid-cols-3 min-h-100 @xl:min-h-56 gap-x-8 gap-y-4">
        {estimate && consequences && (
          <>
            <List title="What would change this">
              {flips.length === 0
                ? ["No single field changes the answer within its range."]
                : flips.map(breakEvenText)}
            </List>
            <List title="What would be faster">
              {consequences.changes.length === 0
                ? ["Nothing that was tried saves 2% or more."]
                : consequences.changes.map((change) => changeText(change, estimate.numbers))}
            </List>
            {failing.length > 0 && <List title="If items fail">{failing}</List>}
          </>
        )}
      </div>
    </div>
  );
}

function List({
  title,
  children,
}: {
  readonly title: string;
  readonly children: readonly string[];
}): ReactNode {
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {children.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
