import { tip } from "@/components/ui/tip";
import type { ScaleData } from "@/lib/analysis/simulation/scale";
import { formatDuration, formatNumber } from "@/lib/base/format";

const FACTS: readonly {
  readonly label: string;
  readonly meaning: string;
  readonly text: (scale: ScaleData) => string;
}[] = [
  {
    label: "Work T₁",
    meaning: "Time that all bodies ran, added up: the least that one worker needs",
    text: ({ workSpan }) => formatDuration(workSpan.work),
  },
  {
    label: "Span T∞",
    meaning:
      "The longest chain of calls that wait for one another: the least that any number of workers needs",
    text: ({ workSpan }) => formatDuration(workSpan.span),
  },
  {
    label: "Parallelism T₁/T∞",
    meaning: "How many workers can be kept busy at most",
    text: ({ workSpan }) => formatNumber(workSpan.parallelism),
  },
  {
    label: "Burdened parallelism",
    meaning: "The same with what each call costs to reach a worker and to start one",
    text: ({ workSpan }) => formatNumber(workSpan.burdenedParallelism),
  },
];

export function Facts({ scale }: { readonly scale: ScaleData }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {FACTS.map(({ label, meaning, text }) => (
        <div key={label} {...tip(meaning)}>
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="font-semibold text-lg">{text(scale)}</dd>
        </div>
      ))}
    </dl>
  );
}
