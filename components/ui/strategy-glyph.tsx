import clsx from "clsx";
import type { StrategyName } from "@/lib/model/strategy";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";

interface StrategyGlyphProps {
  readonly strategy: StrategyName;
  readonly className?: string;
}

/** The sign of a strategy, in the color of the text. */
export function StrategyGlyph({ strategy, className }: StrategyGlyphProps) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className={clsx("size-3.5 shrink-0", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path d={STRATEGY_TEXTS[strategy].sign} />
    </svg>
  );
}
