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
    meaning: "Total time of all tasks: the minimum for one worker",
    text: ({ workSpan }) => formatDuration(workSpan.work),
  },
  {
    label: "Span T∞",
    meaning: "The longest chain of dependent calls: the minimum for any number of workers",
    text: ({ workSpan }) => formatDuration(workSpan.span),
  },
  {
    label: "Parallelism T₁ ÷ T∞",
    meaning: "The most workers that can be busy",
    text: ({ workSpan }) => formatNumber(workSpan.parallelism),
  },
  {
    label: "Parallelism with overhead",
    meaning: "The same, including message and worker start times",
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
