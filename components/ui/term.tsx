import type { ReactNode } from "react";
import { TERMS, type TermName } from "@/lib/model/terms";
import { tip } from "./tip";

interface TermProps {
  readonly name: TermName;
  readonly children: ReactNode;
}

/** A word with its explanation, under the pointer, with the keyboard's focus, and on a press where there is neither. */
export function Term({ name, children }: TermProps) {
  return (
    <button
      type="button"
      data-term=""
      aria-description={TERMS[name]}
      className="cursor-help text-left underline decoration-line-strong decoration-dotted underline-offset-2"
      {...tip(TERMS[name])}
    >
      {children}
    </button>
  );
}
