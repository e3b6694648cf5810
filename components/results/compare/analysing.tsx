import { Banner } from "@/components/ui/banner";
import { Spinner } from "@/components/ui/spinner";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";

interface AnalysingProps {
  readonly analysis: Analysis;
  /** The run can be ranked and has its traces: then more is on its way. */
  readonly isWanted: boolean;
}

/** In place of what the simulation has not found out yet, or could not. */
export function Analysing({ analysis: { advice, pending, problem }, isWanted }: AnalysingProps) {
  if (problem !== undefined) {
    return (
      <Banner tone="error" title="The run could not be analyzed">
        {problem}
      </Banner>
    );
  }
  return pending && !advice && isWanted ? <Spinner label="Simulating what would change it…" /> : null;
}
