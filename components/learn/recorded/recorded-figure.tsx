import { PartsLegend } from "@/components/results/shared/span/parts-legend";
import { dayOf, machineOf } from "@/lib/app/run/machine";
import { formatPlural } from "@/lib/base/format";
import type { RecordedRun } from "@/lib/examples/recorded";
import { BarsTable } from "./bars-table";
import { RecordedTree } from "./recorded-tree";
import { figureOf } from "./rows";

export function RecordedFigure({ run, tree }: { readonly run: RecordedRun; readonly tree: boolean }) {
  const { report, recordedAt } = run;
  const figure = figureOf(report);
  const shown = tree ? report.strategies.find((one) => one.tree !== undefined) : undefined;
  const rounds = Math.min(...report.strategies.map((one) => one.rounds.length));
  return (
    <figure className="wide my-8 rounded-md border p-4 sm:p-5" data-recorded>
      <p className="mb-3 font-semibold text-lg">{figure.title}</p>
      <BarsTable figure={figure} />
      {figure.head === "Strategy" && <PartsLegend className="mt-3" />}
      {shown?.tree && (
        <div className="mt-6">
          <p className="mb-2 text-muted text-sm">One run under {shown.strategy}</p>
          <RecordedTree tree={shown.tree} />
        </div>
      )}
      <figcaption className="mt-4 border-t pt-3 text-muted text-sm">
        Recorded on <time dateTime={recordedAt}>{dayOf(recordedAt)}</time> in {machineOf(report.environment)}
        {rounds > 1 &&
          (figure.head === "Strategy"
            ? `, median of ${formatPlural(rounds, "round")}`
            : `, the middle one of ${formatPlural(rounds, "round")}`)}
        . Your machine will give other figures: press Run.
      </figcaption>
    </figure>
  );
}
