import { type ReactNode, useState } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { Button } from "@/components/ui/button";
import { NumberField } from "@/components/ui/number-field";
import type { RecordInfo } from "@/lib/trace/record-info";
import type { Trace } from "@/lib/trace/trace";
import { HeldTime } from "./held-time";
import { RecordFacts } from "./record-facts";
import { asksForCores, bestText, headlineOf, sublineOf } from "./record-text";
import { WhatIfForm } from "./what-if-form";

export interface RecordViewProps {
  readonly trace: Trace;
  readonly record: RecordInfo;
  /** With another run, above everything else. */
  readonly comparison?: ReactNode;
  /** No other run is compared with it. */
  readonly isAlone?: boolean;
  /** Of the host that its workers shared, as the user says; undefined: not said. */
  readonly cores: number | undefined;
  readonly onCores: (cores: number) => void;
  /** Keeps it on this device; undefined: it is kept. */
  readonly onKeep?: (() => Promise<void>) | undefined;
  /** Puts its figures into "Your numbers". */
  readonly onUseNumbers?: (() => void) | undefined;
}

/** The answer about a run that another tool recorded: where its time went, and what would have changed it. */
export default function RecordView({
  trace,
  record,
  comparison,
  isAlone = false,
  cores,
  onCores,
  onKeep,
  onUseNumbers,
}: RecordViewProps) {
  const needsCores = asksForCores(record);
  return (
    <div className="flex h-full flex-col gap-5 overflow-y-auto p-4">
      {comparison}
      <header className="flex flex-col gap-1">
        <h2 className="text-balance font-semibold text-xl">{headlineOf(record)}</h2>
        <p className="text-muted">{sublineOf(record, trace.wallMs)}</p>
        {isAlone && (
          <p className="text-muted">
            Not run here. Press Run to compare the record with the program in the editor.
          </p>
        )}
        {record.incomplete.length > 0 && (
          <p className="text-warning">Missing in these files: {record.incomplete.join("; ")}.</p>
        )}
      </header>
      <HeldTime record={record} />
      {needsCores && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <NumberField
            label="Cores of the host"
            value={cores ?? 0}
            placeholder="not known"
            width="w-24"
            min={0}
            max={1024}
            integer
            onChange={onCores}
          />
          {cores === undefined && (
            <span className="text-muted">No record says it. Other settings can be answered with it.</span>
          )}
        </div>
      )}
      <Best trace={trace} cores={cores} />
      <div className="flex flex-wrap gap-2">
        {onUseNumbers && <Button onClick={onUseNumbers}>Put these figures into Your numbers</Button>}
        {onKeep && <Keep key={trace.info.runId} onKeep={onKeep} />}
      </div>
      <WhatIfForm trace={trace} record={record} cores={cores} />
      <RecordFacts record={record} wallMs={trace.wallMs} />
    </div>
  );
}

/** Nothing of a record is kept unless somebody asks for it. */
function Keep({ onKeep }: { readonly onKeep: () => Promise<void> }) {
  const [state, setState] = useState<"no" | "keeping" | "kept" | "failed">("no");
  const keep = (): void => {
    setState("keeping");
    onKeep().then(
      () => setState("kept"),
      () => setState("failed"),
    );
  };
  if (state === "kept")
    return (
      <p role="status" className="self-center text-muted">
        Kept in Earlier runs, on this device.
      </p>
    );
  return (
    <Button onClick={keep} disabled={state === "keeping"}>
      {state === "failed" ? "Could not save it. Try again" : "Keep in Earlier runs"}
    </Button>
  );
}

function Best({ trace, cores }: { readonly trace: Trace; readonly cores: number | undefined }) {
  const { value } = useQuery([trace], { type: "bestChange", cores });
  if (!value) return null;
  const { best, refused } = value;
  // What if, below, gives the reason.
  if (refused !== undefined) return null;
  return (
    <p role="status" className={best ? "font-medium text-lg" : "text-muted"}>
      {best
        ? bestText(best.change, best.answer, trace.wallMs)
        : "No other number of workers, and no kept workers, would certainly make this run shorter."}
    </p>
  );
}
