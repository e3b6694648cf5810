import { FileText, RotateCcw, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { pageStorage } from "@/lib/app/page-storage";
import { formatCount } from "@/lib/base/format";
import type { DraftSummary } from "@/lib/storage/drafts";

export interface DraftsDialogProps {
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
  readonly onDelete: (id: string) => Promise<void>;
  readonly onRestore: (id: string) => Promise<void>;
}

interface Lists {
  readonly drafts: readonly DraftSummary[];
  readonly deleted: readonly DraftSummary[];
}

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export default function DraftsDialog({ onClose, onOpen, onDelete, onRestore }: DraftsDialogProps) {
  const changes = usePlayground((state) => state.draftChanges);
  const [lists, setLists] = useState<Lists>();
  const [persistent, setPersistent] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it says when to read, not what
  useEffect(() => {
    let gone = false;
    void pageStorage().then(async (storage) => {
      const [drafts, deleted] = await Promise.all([storage.drafts.list(), storage.drafts.listDeleted()]);
      if (gone) return;
      setLists({ drafts, deleted });
      setPersistent(storage.persistent);
    });
    return () => {
      gone = true;
    };
  }, [changes]);
  return (
    <Dialog
      onClose={onClose}
      title="Drafts"
      description={
        persistent
          ? "Kept in this browser, on this device, as you type. To give one to somebody, open it and press Share."
          : "This browser keeps nothing for the page: these end with this tab. Download what you want to keep."
      }
    >
      <div className="flex flex-col gap-4 pb-3">
        {lists?.drafts.length === 0 && (
          <EmptyState icon={<FileText />} title="No drafts">
            Change any program, or open a file: it is kept here from then on.
          </EmptyState>
        )}
        {lists && lists.drafts.length > 0 && (
          <ul className="divide-y" aria-label="Drafts">
            {lists.drafts.map((draft) => (
              <li key={draft.id} className="flex items-center gap-1 py-1">
                <button
                  type="button"
                  onClick={() => {
                    onOpen(draft.id);
                    onClose();
                  }}
                  className="flex min-w-0 flex-1 flex-col rounded-sm px-2 py-1 text-left hover:bg-hover"
                >
                  <Summary draft={draft} />
                </button>
                <IconButton label={`Delete ${draft.title}`} onClick={() => void onDelete(draft.id)}>
                  <Trash2 />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        {lists && lists.deleted.length > 0 && (
          <section aria-labelledby="deleted-drafts">
            <h3 id="deleted-drafts" className="font-medium text-muted text-sm">
              Deleted, gone for good after 30 days
            </h3>
            <ul className="divide-y">
              {lists.deleted.map((draft) => (
                <li key={draft.id} className="flex items-center gap-2 py-1 pl-2">
                  <span className="flex min-w-0 flex-1 flex-col py-1">
                    <Summary draft={draft} />
                  </span>
                  <Button
                    variant="quiet"
                    icon={<RotateCcw aria-hidden />}
                    aria-label={`Undo: bring back ${draft.title}`}
                    onClick={() => void onRestore(draft.id)}
                  >
                    Undo
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function Summary({ draft: { title, updated, length, copyOf } }: { readonly draft: DraftSummary }) {
  return (
    <>
      <span className="w-full truncate">
        <bdi>{title}</bdi>
        {copyOf !== undefined && <span className="text-muted"> (copy made by another tab)</span>}
      </span>
      <span className="text-muted text-sm">
        <time dateTime={new Date(updated).toISOString()}>{when.format(updated)}</time>, {formatCount(length)}{" "}
        characters
      </span>
    </>
  );
}
