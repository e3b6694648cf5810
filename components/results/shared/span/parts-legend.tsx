import clsx from "clsx";
import { Term } from "@/components/ui/term";
import { PART_FILLS, PART_ORDER, PART_WORDS, type PartName } from "./parts";

interface PartsLegendProps {
  readonly parts?: readonly PartName[];
  readonly className?: string;
}

/** The colours of a worker's time, in the order of the bars. Each label has its explanation. */
export function PartsLegend({ parts = PART_ORDER, className }: PartsLegendProps) {
  return (
    <ul className={clsx("flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm", className)}>
      {parts.map((part) => (
        <li key={part} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={clsx("keep-colors size-2.5 rounded-[2px]", PART_FILLS[part])} />
          <Term name={PART_WORDS[part].term}>{PART_WORDS[part].label}</Term>
        </li>
      ))}
    </ul>
  );
}
