import type { TermName } from "@/lib/model/terms";

/** Words that have an explanation, as they are written in sentences; the longer ones first. */
const WORDS: readonly (readonly [words: RegExp, name: TermName])[] = [
  [/median interval/i, "median interval"],
  [/simulation error|simulation|simulated/i, "simulation"],
  [/worker time/i, "worker time"],
  [/worker starts?/i, "worker start"],
  [/op runs?/i, "op run"],
  [/parallel tasks/i, "parallel tasks"],
  [/cache hits?/i, "cache hit"],
  [/no overhead/i, "no overhead"],
  [/overhead/i, "overhead"],
  [/warm-up/i, "warm-up"],
  [/rounds?/i, "round"],
  [/medians?/i, "median"],
  [/retr(?:y|ies)/i, "retry"],
];
const ANY = new RegExp(`\\b(?:${WORDS.map(([words]) => words.source).join("|")})\\b`, "gi");

export interface TextPart {
  readonly text: string;
  /** Undefined for text between terms. */
  readonly term?: TermName;
}

/** A text in pieces, of which each term is one where it first occurs. Together the pieces are the text. */
export function explainedText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  const seen = new Set<TermName>();
  let from = 0;
  for (const { 0: word, index } of text.matchAll(ANY)) {
    const term = WORDS.find(([words]) => new RegExp(`^(?:${words.source})$`, "i").test(word))?.[1];
    if (term === undefined || seen.has(term)) continue;
    seen.add(term);
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: word, term });
    from = index + word.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
