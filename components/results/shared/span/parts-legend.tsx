import clsx from "clsx";
import { Term } from "@/components/ui/term";
import { TERMS } from "@/lib/model/terms";
import { PART_FILLS, PART_ORDER, PART_WORDS, type PartName } from "./parts";

interface PartsLegendProps {
  readonly parts?: readonly PartName[];
  readonly className?: string;
  /** False on a page without scripts. Default true. */
  readonly interactive?: boolean;
}

/** The colours of a worker's time, in the order of the bars. Each label has its explanation. */
export function PartsLegend({ parts = PART_ORDER, className, interactive = true }: PartsLegendProps) {
  return (
    <ul className={clsx("flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm", className)}>
      {parts.map((part) => (
        <li key={part} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={clsx("keep-colors size-2.5 rounded-[2px]", PART_FILLS[part])} />
          {interactive ? (
            <Term name={PART_WORDS[part].term}>{PART_WORDS[part].label}</Term>
          ) : (
            <span title={TERMS[PART_WORDS[part].term]}>
              {PART_WORDS[part].label}
              <span className="sr-only">: {TERMS[PART_WORDS[part].term]}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
