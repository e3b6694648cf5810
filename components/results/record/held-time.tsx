import { formatLongDuration, formatPercent } from "@/lib/base/format";
import type { RecordInfo } from "@/lib/trace/record-info";
import { heldParts } from "./record-text";

/** What slots were held for, as one bar and in figures. */
export function HeldTime({ record }: { readonly record: RecordInfo }) {
  const parts = heldParts(record.held);
  if (parts.length === 0) return null;
  return (
    <section aria-label="What slots were held for" className="flex flex-col gap-2">
      <div aria-hidden className="flex h-5 w-full max-w-2xl overflow-hidden rounded-sm">
        {parts.map(({ name, share, color }) => (
          <span key={name} className={color} style={{ width: `${share * 100}%` }} />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {parts.map(({ name, label, ms, share, color }) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-xs ${color}`} />
            {label} {formatPercent(share)}
            <span className="text-muted">{formatLongDuration(ms)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
