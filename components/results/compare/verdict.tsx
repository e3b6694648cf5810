import type { ReactNode } from "react";
import { Explained } from "@/components/ui/explained";
import { StrategyGlyph } from "@/components/ui/strategy-glyph";
import { sentenceText } from "@/lib/analysis/advice/figure-text";
import type { Finding } from "@/lib/analysis/advice/finding";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import type { Headline } from "./headline";

interface VerdictProps {
  readonly id: string;
  readonly headline: Headline;
  readonly reason?: Finding | undefined;
  /** It is about the run before, while another is in progress. */
  readonly isPrevious: boolean;
  /** Below it: where the figures come from. */
  readonly children: ReactNode;
}

/** The answer in one line, and why. Two lines of reasons have room, so that the chart does not move when they change. */
export function Verdict({
  id,
  headline: { subject, text: verdict, more },
  reason,
  isPrevious,
  children,
}: VerdictProps) {
  const strategy = STRATEGIES.find((each) => STRATEGY_TEXTS[each].label === subject);
  const text = [more, reason ? sentenceText(reason.sentence) : ""].filter((part) => part !== "").join(" ");
  return (
    <div className="flex flex-col gap-1">
      <h2 id={id} className={`text-balance text-xl @2xl:text-hero ${isPrevious ? "text-muted" : ""}`}>
        {strategy && <StrategyGlyph strategy={strategy} className="mb-1 inline size-5 @2xl:size-6" />}{" "}
        {subject !== "" && <strong className="font-semibold">{subject}</strong>} {verdict}
      </h2>
      {text !== "" && (
        <p className="min-h-10 max-w-[80ch] @2xl:min-h-5">
          <Explained text={text} />
        </p>
      )}
      {children}
    </div>
  );
}
