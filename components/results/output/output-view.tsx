import { Braces } from "lucide-react";
import { useMemo, useState } from "react";
import { TextRows } from "@/components/results/shared/text/text-rows";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { Trial } from "@/lib/app/run/run";
import { arrivalsOf } from "./arrival";
import { ArrivalList } from "./arrival-list";
import { sameOutput } from "./same-output";
import { ValueTree } from "./value-tree";

export interface OutputViewProps {
  /** Undefined while its trace still grows. */
  readonly trial: Trial | undefined;
  readonly all: readonly Trial[];
  readonly running?: boolean;
  readonly onSelect: (row: number) => void;
}

export default function OutputView({ trial, all, running = false, onSelect }: OutputViewProps) {
  const [order, setOrder] = useState<"value" | "arrival">("value");
  const trace = trial?.trace;
  const arrivals = useMemo(() => (trace && !running ? arrivalsOf(trace) : []), [trace, running]);
  const same = useMemo(() => (trial ? sameOutput(trial, all) : null), [trial, all]);
  if (!trial) {
    return (
      <EmptyState icon={<Braces />} title={running ? "Still running" : "No output yet"}>
        {running ? "The result appears when the program ends." : "Run the program to see what it returns."}
      </EmptyState>
    );
  }
  const { report } = trial;
  if (report.status !== "succeeded") {
    return (
      <EmptyState
        icon={<Braces />}
        title={report.status === "failed" ? "The run failed" : "The run was stopped"}
      >
        It returned nothing. The tree shows what its tasks did until then.
      </EmptyState>
    );
  }
  const whole = typeof report.output === "string" && report.output.includes("\n");
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b px-3 py-1.5">
        {arrivals.length > 0 && (
          <ToggleGroup
            label="Order"
            value={order}
            onChange={setOrder}
            options={[
              { value: "value", label: "Value" },
              { value: "arrival", label: "Arrival order" },
            ]}
          />
        )}
        {same?.same && same.text && <span className="text-muted">{same.text}</span>}
        <CopyButton
          label="Copy JSON"
          text={() => JSON.stringify(report.output, null, 2)}
          className="ml-auto"
        />
      </div>
      {same && !same.same && <Banner tone="warning" title={same.text} className="m-2" />}
      {report.outputTruncated && (
        <Banner
          tone="info"
          title="Only the first 256 KiB of the output are kept. What was left out is marked in it."
          className="m-2"
        />
      )}
      <div className="min-h-0 flex-1">
        {order === "arrival" && trace && arrivals.length > 0 ? (
          <ArrivalList trace={trace} arrivals={arrivals} onSelect={onSelect} />
        ) : whole ? (
          <TextRows text={String(report.output)} label={`Output under ${trial.info.label}`} />
        ) : (
          <ValueTree value={report.output} label={`Output under ${trial.info.label}`} />
        )}
      </div>
    </div>
  );
}
