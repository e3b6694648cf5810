import { Braces } from "lucide-react";
import { useMemo, useState } from "react";
import { TextRows } from "@/components/results/shared/text/text-rows";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { Trial } from "@/lib/app/run/run";
import { tameText } from "@/lib/base/tame-text";
import { arrivalsOf } from "./arrival";
import { ArrivalList } from "./arrival-list";
import { sameOutput } from "./same-output";
import { ValueTree } from "./value-tree";

/** UTF-16 units of an output as Python writes it. */
const SHOWN_REPR = 20_000;

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
        {running ? "The result appears when the run finishes." : "Run the program to see what it returns."}
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
        No result. The Tree view shows what ran.
      </EmptyState>
    );
  }
  if (trial.info.language === "python" && report.outputRepr === undefined) {
    return (
      <EmptyState icon={<Braces />} title="The program gives no value">
        Its output is the value of its last line, if that line is an expression. What it prints is in the log.
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
          title="Only the first 256 KiB of the output are stored. Omitted parts are marked."
          className="m-2"
        />
      )}
      <div className="min-h-0 flex-1">
        {order === "arrival" && trace && arrivals.length > 0 ? (
          <ArrivalList trace={trace} arrivals={arrivals} onSelect={onSelect} />
        ) : whole ? (
          <TextRows text={String(report.output)} label={`Output, ${trial.info.label}`} />
        ) : (
          <ValueTree value={report.output} label={`Output, ${trial.info.label}`} />
        )}
      </div>
      {report.outputRepr !== undefined && (
        <section aria-label="repr" className="flex max-h-40 shrink-0 flex-col border-t bg-subtle">
          <h3 className="px-3 pt-1.5 font-mono text-muted text-sm">repr</h3>
          <pre className="wrap-anywhere min-h-0 overflow-auto whitespace-pre-wrap px-3 pb-2 font-mono">
            {tameText(report.outputRepr, SHOWN_REPR)}
          </pre>
        </section>
      )}
    </div>
  );
}
