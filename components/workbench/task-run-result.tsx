"use client";

import { Spinner } from "@/components/ui/spinner";
import type { Again } from "@/lib/app/store/slices/run-slice";
import { formatDuration } from "@/lib/base/format";

/** What came of a task that was run again by itself. The results around it stay those of the whole run. */
export function AgainResult({ again }: { readonly again: Again }) {
  const { end, task } = again;
  if (end === undefined) return <Spinner label={`Running ${task}…`} />;
  if (!end.ok) return <p role="status">{end.refusal.message}</p>;
  const [report] = end.result.report.strategies;
  if (report === undefined) return null;
  const took = formatDuration(report.wallMs.median);
  if (report.error) {
    return (
      <p role="status" className="wrap-anywhere font-mono text-failed">
        {report.error.name}: {report.error.message}
      </p>
    );
  }
  return (
    <div role="status">
      <p>
        {report.status} in {took}, start of its worker included
      </p>
      <pre className="wrap-anywhere max-h-48 overflow-auto whitespace-pre-wrap font-mono">
        {JSON.stringify(report.output, null, 2)?.slice(0, 2_000)}
      </pre>
    </div>
  );
}
