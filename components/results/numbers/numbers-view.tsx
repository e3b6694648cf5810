import { type ReactNode, useState } from "react";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { tip } from "@/components/ui/tip";
import type { SomeNumbers } from "@/lib/app/numbers/own-numbers";
import { withVaried } from "@/lib/app/numbers/varied";
import { candidatesOf } from "@/lib/estimate/candidates";
import type { Numbers } from "@/lib/estimate/numbers";
import type { Estimate, MapAxes, Part } from "@/lib/estimate/outcome";
import { Answer, Outlook } from "./answer";
import { BAR_MARKS, barsTable, barsTitle } from "./bars-data";
import { MapSection } from "./map/map-section";
import { NumbersForm, type NumbersFormProps } from "./numbers-form";
import { barsHeight, StrategyBars } from "./strategy-bars";
import { useConsequences, useDecisionMap, useEstimate } from "./use-estimate";
import { PART_TEXTS, PARTS, questionText } from "./words";

/** px of a chart's title and legend. */
const FRAME_PX = 100;
const FIRST_AXES: MapAxes = { x: "itemMs", y: "items" };

interface NumbersViewProps extends Omit<NumbersFormProps, "numbers"> {
  readonly numbers: Numbers;
  /** The task whose calls are the items, where the fields come from a run. */
  readonly task?: string | undefined;
  /** Below: the measured run with other numbers of workers. */
  readonly children?: ReactNode;
}

/** "Your numbers": what a fan-out would take, from a form. Needs no program and no run. */
export default function NumbersView({ numbers, task, children, ...form }: NumbersViewProps) {
  const { value: estimate, pending, problem } = useEstimate(numbers);
  const { value: consequences } = useConsequences(numbers);
  const [axes, setAxes] = useState(FIRST_AXES);
  const { value: map, problem: mapProblem } = useDecisionMap(numbers, axes);
  return (
    <div className="flex flex-col gap-6 p-4">
      <h2 className="sr-only">Your numbers</h2>
      <Answer estimate={estimate} pending={pending} problem={problem} />
      <div>
        <NumbersForm {...form} numbers={numbers} />
        {task !== undefined && form.ofRun && (
          <p className="mt-1 text-muted text-sm">
            From your run: the items are its calls of <code>{task}</code>.
          </p>
        )}
      </div>
      {estimate ? (
        <Bars estimate={estimate} />
      ) : (
        <div style={{ height: barsHeight(candidatesOf(numbers).length) + FRAME_PX }} />
      )}
      <Outlook estimate={estimate} consequences={consequences} />
      <MapSection
        map={map}
        problem={mapProblem}
        numbers={numbers}
        estimate={estimate}
        axes={axes}
        onAxes={setAxes}
        onTake={(values) =>
          form.onChange(
            values.reduce(
              (change, [field, value]) => withVaried(change, numbers, field, value),
              {} as SomeNumbers,
            ),
          )
        }
      />
      {children}
    </div>
  );
}

function Bars({ estimate }: { readonly estimate: Estimate }) {
  const { strategies, numbers } = estimate;
  const hasRework = strategies.some(({ parts }) => parts.rework > 0);
  return (
    <ChartFrame
      title={barsTitle(estimate)}
      sentence="Simulated. A bar is one draw, divided by what workers did on average. The line at its end is the range of all draws."
      table={barsTable(estimate)}
      fileName="your-numbers"
      marks={hasRework ? BAR_MARKS : BAR_MARKS.filter(({ label }) => label !== PART_TEXTS.rework.label)}
      source={`${questionText(numbers)}. Simulated with Fanout.`}
      legend={<PartsLegend parts={PARTS.filter((part) => part !== "rework" || hasRework)} />}
    >
      <StrategyBars estimate={estimate} rows={strategies} />
    </ChartFrame>
  );
}

const SIGNS: Readonly<Record<Part, string>> = {
  work: "bg-compute",
  rework: "[background:repeating-linear-gradient(135deg,var(--compute)_0_1.5px,var(--surface)_1.5px_4px)]",
  message: "bg-transfer",
  queue: "bg-queue",
  start: "bg-spawn",
};

function PartsLegend({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
      {parts.map((part) => (
        <li key={part} className="inline-flex items-center gap-1.5" {...tip(PART_TEXTS[part].meaning)}>
          <span className={`keep-colors size-3 rounded-xs ${SIGNS[part]}`} /> {PART_TEXTS[part].label}
        </li>
      ))}
    </ul>
  );
}
