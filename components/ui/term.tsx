import type { ReactNode } from "react";
import { TERMS, type TermName } from "@/lib/model/terms";
import { tip } from "./tip";

interface ExplanationProps {
  readonly text: string;
  readonly children: ReactNode;
}

/** Words with their explanation, under the pointer, with the keyboard's focus, and on a press where there is neither. */
export function Explanation({ text, children }: ExplanationProps) {
  return (
    <button
      type="button"
      data-term=""
      aria-description={text}
      className="cursor-help text-left underline decoration-line-strong decoration-dotted underline-offset-2"
      {...tip(text)}
    >
      {children}
    </button>
  );
}

interface TermProps {
  readonly name: TermName;
  readonly children: ReactNode;
}

export const Term = ({ name, children }: TermProps) => (
  <Explanation text={TERMS[name]}>{children}</Explanation>
);
