import { Fragment } from "react";
import { tameText } from "@/lib/base/tame-text";
import { stackParts } from "@/lib/language/stack-text";

interface StackTextProps {
  readonly stack: string;
  /** UTF-16 units that are shown. */
  readonly max: number;
  readonly className: string;
  readonly onShowLine: ((line: number, column?: number) => void) | undefined;
}

/** A stack or traceback; the program's lines in it lead to the editor. */
export function StackText({ stack, max, className, onShowLine }: StackTextProps) {
  let at = 0;
  return (
    <pre className={className}>
      {stackParts(tameText(stack, max)).map(({ text, place }) => {
        at += text.length;
        return place && onShowLine ? (
          <button
            key={at}
            type="button"
            onClick={() => onShowLine(place.line, place.column)}
            className="text-accent underline underline-offset-2"
          >
            {text}
          </button>
        ) : (
          <Fragment key={at}>{text}</Fragment>
        );
      })}
    </pre>
  );
}
