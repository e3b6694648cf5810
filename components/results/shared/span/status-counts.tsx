import { StatusGlyph } from "@/components/ui/status-glyph";
import { statusWord } from "@/components/ui/status-word";
import { formatCount, formatShortCount } from "@/lib/base/format";
import { STATUSES, type Status } from "@/lib/model/status";

const ORDER: readonly Status[] = ["failed", "interrupted", "running", "succeeded", "skipped", "cancelled"];

/** "✕ 2 ✓ 24": how many of each status. @param at index of this row's first count in `counts` */
export function StatusCounts({ counts, at }: { readonly counts: Int32Array; readonly at: number }) {
  const some = ORDER.map((status) => ({ status, count: counts[at + STATUSES.indexOf(status)] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  return (
    <span className="inline-flex shrink-0 gap-2 text-muted">
      {some.map(({ status, count }) => (
        <span
          key={status}
          className="inline-flex items-center gap-0.5"
          title={`${formatCount(count)} ${statusWord(status).toLowerCase()}`}
        >
          <StatusGlyph status={status} compact />
          {formatShortCount(count)}
        </span>
      ))}
    </span>
  );
}
