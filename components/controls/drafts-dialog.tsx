import { Download, FileText, RotateCcw, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { download } from "@/components/ui/download";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { pageStorage } from "@/lib/app/page-storage";
import { formatCount } from "@/lib/base/format";
import type { DraftSummary, UnreadableDraft } from "@/lib/storage/drafts";
import { storedText } from "@/lib/storage/stored-text";

export interface DraftsDialogProps {
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
  readonly onDelete: (id: string) => Promise<void>;
  readonly onRestore: (id: string) => Promise<void>;
}

interface Lists {
  readonly drafts: readonly DraftSummary[];
  readonly deleted: readonly DraftSummary[];
  readonly unreadable: readonly UnreadableDraft[];
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
      const [drafts, deleted, unreadable] = await Promise.all([
        storage.drafts.list(),
        storage.drafts.listDeleted(),
        storage.drafts.listUnreadable(),
      ]);
      if (gone) return;
      setLists({ drafts, deleted, unreadable });
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
        {lists && lists.unreadable.length > 0 && <Unreadable drafts={lists.unreadable} />}
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

/** Nothing is lost: they can be read again by the version that wrote them. */
function Unreadable({ drafts }: { readonly drafts: readonly UnreadableDraft[] }) {
  return (
    <section aria-labelledby="unreadable-drafts">
      <h3 id="unreadable-drafts" className="font-medium text-muted text-sm">
        Cannot be read by this version of Fanout, and are kept
      </h3>
      <ul className="divide-y">
        {drafts.map(({ id, newer, stored }, at) => (
          <li key={id} className="flex items-center gap-2 py-1 pl-2">
            <span className="flex min-w-0 flex-1 flex-col py-1">
              <span>Draft {at + 1}</span>
              <span className="text-muted text-sm">{newer ? "Written by a newer version" : "Damaged"}</span>
            </span>
            <Button
              variant="quiet"
              icon={<Download aria-hidden />}
              aria-label={`Download draft ${at + 1} as it is stored`}
              onClick={() => download(`draft-${id}.json`, storedText(stored), "application/json")}
            >
              Download
            </Button>
          </li>
        ))}
      </ul>
    </section>
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
