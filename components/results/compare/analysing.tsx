import { Banner } from "@/components/ui/banner";
import { Spinner } from "@/components/ui/spinner";
import type { Run } from "@/lib/app/run/run";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";

interface AnalysingProps {
  readonly analysis: Analysis;
  readonly run: Pick<Run, "reportOnly">;
  /** The run can be ranked. */
  readonly isWanted: boolean;
}

/** In place of what the simulation has not found out yet, or could not. */
export function Analysing({ analysis: { advice, pending, problem }, run, isWanted }: AnalysingProps) {
  if (problem !== undefined) {
    return (
      <Banner tone="error" title="Could not analyze the run">
        {problem}
      </Banner>
    );
  }
  if (!isWanted || advice) return null;
  // A report has no times of single calls.
  if (run.reportOnly) return <p className="text-muted">Run it here to see what would change the answer.</p>;
  return pending ? <Spinner label="Simulating what would change it…" /> : null;
}
