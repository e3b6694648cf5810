import clsx from "clsx";
import { Term } from "@/components/ui/term";
import { TERMS } from "@/lib/model/terms";
import { PART_FILLS, PART_ORDER, PART_WORDS, type PartName, type PartWords } from "./parts";

interface PartsLegendProps {
  readonly parts?: readonly PartName[];
  readonly words?: PartWords;
  readonly className?: string;
  /** False on a page without scripts. Default true. */
  readonly interactive?: boolean;
}

/** The colors of a worker's time, in the order of the bars. Each label has its explanation. */
export function PartsLegend({
  parts = PART_ORDER,
  words = PART_WORDS,
  className,
  interactive = true,
}: PartsLegendProps) {
  return (
    <ul className={clsx("flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm", className)}>
      {parts.map((part) => (
        <li key={part} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={clsx("keep-colors size-2.5 rounded-[2px]", PART_FILLS[part])} />
          {interactive ? (
            <Term name={words[part].term}>{words[part].label}</Term>
          ) : (
            <span title={TERMS[words[part].term]}>
              {words[part].label}
              <span className="sr-only">: {TERMS[words[part].term]}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
