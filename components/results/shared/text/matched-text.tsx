import clsx from "clsx";
import { matchedParts } from "@/lib/analysis/find/matched-parts";
import { tameText } from "@/lib/base/tame-text";

/** UTF-16 units of a name. */
const MAX_SHOWN = 1_000;

interface MatchedTextProps {
  readonly text: string;
  /** From `searchedTexts`. */
  readonly searched: readonly string[];
  readonly title?: string | undefined;
  readonly className?: string;
}

/** A name in which what was searched is marked. */
export function MatchedText({ text: name, searched, title, className }: MatchedTextProps) {
  const text = tameText(name, MAX_SHOWN);
  let at = 0;
  return (
    <bdi className={clsx("truncate whitespace-pre", className)} title={tameText(title ?? text, MAX_SHOWN)}>
      {matchedParts(text, searched).map((part) => {
        const key = at;
        at += part.text.length;
        return part.isMatch ? (
          <mark key={key} className="rounded-xs bg-warning-soft text-text outline outline-warning">
            {part.text}
          </mark>
        ) : (
          <span key={key}>{part.text}</span>
        );
      })}
    </bdi>
  );
}
