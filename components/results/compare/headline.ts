import type { Answer } from "@/lib/analysis/advice/answer";
import { formatFigure, sentenceText } from "@/lib/analysis/advice/figure-text";

/** The verdict in large type. */
export interface Headline {
  /** In bold: which strategy, where one is named. */
  readonly subject: string;
  readonly text: string;
  /** In the line below. */
  readonly more: string;
}

/** "Pooled: about {0}, …", as a verdict about the fastest begins. */
const FASTEST = /^(.+): (about )?\{0\}, \{1\}/s;
/** The first sentence of several. */
const FIRST = /^(.+?[^.])\. (?=\p{Lu})(.+)$/su;

/** "**Pooled** 0.67 s · 4× faster than sequential", with the other ratios below it. */
export function headlineOf({ verdict }: Pick<Answer, "verdict">): Headline {
  const { sentence, claims } = verdict;
  const begins = verdict.kind === "fastest" ? FASTEST.exec(sentence.text) : null;
  const [median, ...ratios] = sentence.figures;
  if (begins && median) {
    const [, subject = "", about = ""] = begins;
    const factors = claims.flatMap((claim, at) => {
      const ratio = ratios[at];
      return claim.says === "faster" && ratio ? [`${formatFigure(ratio)} faster than ${claim.than}`] : [];
    });
    const [first, ...others] = factors;
    return {
      subject,
      text: `${about}${formatFigure(median)}${first === undefined ? "" : ` · ${first}`}`,
      more: others.length > 0 ? `${others.join(", ")}.` : "",
    };
  }
  const [, first, rest] = FIRST.exec(sentenceText(sentence)) ?? [];
  return first === undefined || rest === undefined
    ? { subject: "", text: sentenceText(sentence).replace(/\.$/, ""), more: "" }
    : { subject: "", text: first, more: rest };
}
