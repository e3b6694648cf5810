import { Spinner } from "@/components/ui/spinner";
import type { TaskRun } from "@/lib/app/store/slices/task-run-slice";
import { formatDuration } from "@/lib/base/format";

/** What came of a task that ran on its own. The results around it stay those of the whole run. */
export function TaskRunResult({ taskRun: { task, report, refusal } }: { readonly taskRun: TaskRun }) {
  if (refusal) return <p role="status">{refusal.message}</p>;
  if (report === undefined) return <Spinner label={`Running ${task}…`} />;
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
        {report.status} in {formatDuration(report.wallMs.median)}, start of its worker included
      </p>
      <pre className="wrap-anywhere max-h-48 overflow-auto whitespace-pre-wrap font-mono">
        {JSON.stringify(report.output, null, 2)?.slice(0, 2_000)}
      </pre>
    </div>
  );
}
