import { QuantityField } from "@/components/ui/quantity-field";
import { Select } from "@/components/ui/select";
import { formatBytes, formatCount } from "@/lib/base/format";
import { readBytes, readCount } from "@/lib/base/quantity";
import { STAND_IN_MAX_BYTES, STAND_IN_MAX_ITEMS, STAND_IN_MAX_TEXT } from "@/lib/model/limits";
import type { StandInResult } from "@/lib/model/stand-ins";

/** What each kind begins with when it is chosen. */
const FIRST: Readonly<Record<StandInResult["kind"], StandInResult>> = {
  none: { kind: "none" },
  value: { kind: "value", text: "1" },
  data: { kind: "data", bytes: 1_048_576 },
  list: { kind: "list", items: 4, bytes: 1_024 },
};

const KINDS = [
  { value: "none", label: "nothing" },
  { value: "value", label: "a value" },
  { value: "data", label: "data of a size" },
  { value: "list", label: "a list" },
] as const;

const within = (most: number, name: string, read: typeof readBytes) => (text: string) => {
  const found = read(text);
  return found.ok && found.value > most ? { ok: false as const, message: `At most ${name}.` } : found;
};

interface ResultFieldProps {
  readonly task: string;
  readonly gives: StandInResult;
  readonly onChange: (gives: StandInResult) => void;
}

/** What a stand-in gives in place of the result. */
export function ResultField({ task, gives, onChange }: ResultFieldProps) {
  const items = gives.kind === "list" ? Math.max(1, gives.items) : 1;
  const mostBytes = Math.floor(STAND_IN_MAX_BYTES / items);
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
      <span className="flex flex-col">
        <span aria-hidden className="text-muted text-sm">
          Gives
        </span>
        <Select
          label={`What the stand-in of ${task} gives`}
          value={gives.kind}
          options={KINDS}
          onChange={(kind) => onChange(FIRST[kind])}
        />
      </span>
      {gives.kind === "value" && (
        <span className="min-w-0 flex-1 basis-48">
          <QuantityField
            label="Value, as Python writes it"
            text={gives.text}
            read={(text) =>
              text.length > STAND_IN_MAX_TEXT
                ? { ok: false, message: `At most ${formatCount(STAND_IN_MAX_TEXT)} characters.` }
                : { ok: true, value: text }
            }
            onChange={(text) => onChange({ kind: "value", text })}
          />
        </span>
      )}
      {gives.kind === "list" && (
        <span className="w-24">
          <QuantityField
            label="Items"
            text={formatCount(gives.items)}
            read={within(STAND_IN_MAX_ITEMS, formatCount(STAND_IN_MAX_ITEMS), readCount)}
            onChange={(count) =>
              onChange({
                ...gives,
                items: count,
                bytes: Math.min(gives.bytes, Math.floor(STAND_IN_MAX_BYTES / Math.max(1, count))),
              })
            }
          />
        </span>
      )}
      {(gives.kind === "data" || gives.kind === "list") && (
        <span className="w-28">
          <QuantityField
            label={gives.kind === "list" ? "Size of each" : "Size"}
            text={formatBytes(gives.bytes)}
            read={within(mostBytes, formatBytes(mostBytes), readBytes)}
            onChange={(bytes) => onChange({ ...gives, bytes: Math.round(bytes) })}
          />
        </span>
      )}
    </div>
  );
}
