import { useState } from "react";
import { Button } from "@/components/ui/button";
import { analysis } from "@/lib/analysis/client";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { recordOf } from "@/lib/app/run/run";
import { runOfTraceFile } from "@/lib/app/run/run-of-trace-file";
import { durationsOf, withDurations } from "@/lib/app/stand-ins/record-durations";
import { baselineRunOf } from "@/lib/app/store/active-run";
import { formatPlural } from "@/lib/base/format";
import type { StandIns } from "@/lib/model/stand-ins";
import type { Trace } from "@/lib/trace/trace";

interface FromRecordProps {
  readonly standIns: StandIns;
  readonly onChange: (standIns: StandIns) => void;
}

/** Durations of a real run: of the record that is compared with this program, or of one from a file. */
export function FromRecord({ standIns, onChange }: FromRecordProps) {
  const other = usePlayground(baselineRunOf);
  const record = other && recordOf(other);
  const [said, setSaid] = useState("");
  const take = (trace: Trace, name: string): void => {
    const { standIns: tasks, found } = withDurations(standIns.tasks, durationsOf(trace));
    if (found > 0) onChange({ ...standIns, tasks });
    setSaid(
      found > 0
        ? `${formatPlural(found, "stand-in takes", "stand-ins take")} as long as in ${name}.`
        : `${name} has no step with the name of one of these tasks, or no times of their bodies.`,
    );
  };
  const read = async (files: readonly File[]): Promise<void> => {
    const name = files[0]?.name ?? "The file";
    setSaid(`Reading ${name}…`);
    const question = {
      type: "open",
      files: files.map((file) => ({ name: file.name, file })),
      wanted: 0,
    } as const;
    const opened = await analysis.query([], question).catch(() => undefined);
    if (!opened?.ok) return setSaid(opened?.message ?? `${name} could not be read.`);
    const run = runOfTraceFile(opened);
    const trace = run.ok ? run.run.trials.find((trial) => trial.trace)?.trace : undefined;
    if (!trace) return setSaid(run.ok ? `${name} has no steps.` : `${name} ${run.message}`);
    take(trace, name);
  };
  return (
    <>
      {record && (
        <Button onClick={() => take(record, record.record.name)}>Take durations from the real run</Button>
      )}
      <Button onClick={() => pickRecord((files) => void read(files))}>Durations of a real run…</Button>
      <p role="status" className="basis-full text-muted text-sm empty:hidden">
        {said}
      </p>
    </>
  );
}

function pickRecord(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  input.click();
}
