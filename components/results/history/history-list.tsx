import { GitCompareArrows, History, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { formatAgo } from "@/lib/base/dates";
import { formatBytes } from "@/lib/base/format";
import type { PastRunSummary } from "@/lib/storage/history";

export interface HistoryListProps {
  readonly entries: readonly PastRunSummary[];
  /** ms since 1970, for how long ago each was. */
  readonly now: number;
  readonly currentId?: string | undefined;
  readonly onOpen: (id: string) => void;
  /** Compares the active run with this one. Absent where there is none. */
  readonly onCompare?: (id: string) => void;
  readonly onDelete: (id: string) => void;
  readonly onClear: () => void;
}

export default function HistoryList({
  entries,
  now,
  currentId,
  onOpen,
  onCompare,
  onDelete,
  onClear,
}: HistoryListProps) {
  if (entries.length === 0) {
    return (
      <EmptyState icon={<History />} title="No earlier runs">
        Runs of your code are saved on this device with their code and results.
      </EmptyState>
    );
  }
  return (
    <div className="flex min-h-0 min-w-72 flex-col">
      <h3 className="font-semibold">Earlier runs</h3>
      <p className="border-b pb-2 text-muted text-sm">
        Saved on this device. Open a run to restore its code and results
        {onCompare && ", or compare it with this run"}.
      </p>
      <ul className="min-h-0 flex-1 divide-y overflow-y-auto">
        {entries.map(({ id, at, title, bytes }) => (
          <li key={id} className="flex items-center gap-1 py-1" aria-current={id === currentId}>
            <button
              type="button"
              onClick={() => onOpen(id)}
              className="flex min-w-0 flex-1 flex-col rounded-sm px-2 py-1 text-left hover:bg-hover"
            >
              <span className="w-full truncate">
                <bdi>{title}</bdi>
                {id === currentId && <span className="text-muted"> (shown)</span>}
              </span>
              <span className="text-muted text-sm">
                <time dateTime={new Date(at).toISOString()}>{formatAgo(at, now)}</time>, {formatBytes(bytes)}
              </span>
            </button>
            {onCompare && id !== currentId && (
              <Button
                icon={<GitCompareArrows aria-hidden />}
                aria-label={`Compare with ${title}`}
                onClick={() => onCompare(id)}
              >
                Compare
              </Button>
            )}
            <IconButton label={`Delete ${title}`} onClick={() => onDelete(id)}>
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="flex justify-end border-t pt-2">
        <Button variant="danger" onClick={onClear}>
          Delete all
        </Button>
      </div>
    </div>
  );
}
