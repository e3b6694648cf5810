import { useState } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import type { Change } from "@/lib/analysis/record/what-if";
import type { RecordInfo } from "@/lib/trace/record-info";
import type { Trace } from "@/lib/trace/trace";
import { answerText } from "./record-text";

type Kind = Change["kind"];

const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: "limit", label: "Steps at a time" },
  { value: "pool", label: "Kept workers (a pool)" },
  { value: "start", label: "A start takes" },
  { value: "one process", label: "One process" },
  { value: "bodies", label: "Work takes longer" },
  { value: "no failures", label: "No failed attempts" },
];

interface WhatIfFormProps {
  readonly trace: Trace;
  readonly record: RecordInfo;
  readonly cores: number | undefined;
}

/** One change of the recorded run, and how long it would have taken. */
export function WhatIfForm({ trace, record, cores }: WhatIfFormProps) {
  const limit = record.limit ?? record.counts.peak;
  const [kind, setKind] = useState<Kind>(record.inProcess ? "bodies" : "limit");
  const [slots, setSlots] = useState(Math.max(1, 2 * limit));
  const [startMs, setStartMs] = useState(Math.round((record.medians.start ?? 1_000) / 2));
  const [perItemMs, setPerItemMs] = useState(0);
  const [times, setTimes] = useState(10);
  const change = changeOf(kind, { slots, startMs, perItemMs, times });
  return (
    <section aria-label="What if" className="flex flex-col gap-3">
      <h3 className="font-semibold">What if</h3>
      <div className="flex flex-wrap items-center gap-3">
        <Select label="Change" value={kind} options={KINDS} onChange={setKind} />
        {(kind === "limit" || kind === "pool") && (
          <NumberField
            label={kind === "limit" ? "Steps at a time" : "Workers"}
            hideLabel
            value={slots}
            min={1}
            max={10_000}
            integer
            onChange={setSlots}
          />
        )}
        {kind === "pool" && (
          <NumberField
            label="Per item"
            unit="ms"
            value={perItemMs}
            min={0}
            max={3_600_000}
            onChange={setPerItemMs}
          />
        )}
        {kind === "start" && (
          <NumberField
            label="Worker start"
            hideLabel
            unit="ms"
            value={startMs}
            min={0}
            max={3_600_000}
            step={100}
            onChange={setStartMs}
          />
        )}
        {kind === "bodies" && (
          <NumberField
            label="Times"
            hideLabel
            unit="times"
            value={times}
            min={0.01}
            max={1_000}
            onChange={setTimes}
          />
        )}
      </div>
      <Answer trace={trace} change={change} cores={cores} />
    </section>
  );
}

interface Fields {
  readonly slots: number;
  readonly startMs: number;
  readonly perItemMs: number;
  readonly times: number;
}

function changeOf(kind: Kind, { slots, startMs, perItemMs, times }: Fields): Change {
  switch (kind) {
    case "limit":
      return { kind, slots };
    case "pool":
      return { kind, slots, perItemMs };
    case "start":
      return { kind, startMs };
    case "bodies":
      return { kind, times };
    case "one process":
    case "no failures":
      return { kind };
  }
}

interface AnswerProps {
  readonly trace: Trace;
  readonly change: Change;
  readonly cores: number | undefined;
}

function Answer({ trace, change, cores }: AnswerProps) {
  const { value, problem } = useQuery([trace], { type: "whatIf", change, cores });
  if (problem !== undefined) return <p role="status">{problem}</p>;
  if (!value) return null;
  if (!value.ok)
    return (
      <p role="status" className="text-muted">
        Not answered: {value.reason}
      </p>
    );
  return (
    <div className="flex flex-col gap-1">
      <p role="status" className="font-medium">
        It would have taken {answerText(value, trace.wallMs)}.
      </p>
      <p className="max-w-prose text-muted text-sm">Modelled, if {value.assumes.join("; ")}.</p>
    </div>
  );
}
