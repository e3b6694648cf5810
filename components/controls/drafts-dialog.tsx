import { Copy, Download, FileText, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { download } from "@/components/ui/download";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { pageStorage } from "@/lib/app/page-storage";
import { formatTime } from "@/lib/base/dates";
import { formatCount } from "@/lib/base/format";
import { DRAFT_NAME_MAX_LENGTH } from "@/lib/model/limits";
import type { DraftSummary, UnreadableDraft } from "@/lib/storage/drafts";
import { storedText } from "@/lib/storage/stored-text";

export interface DraftsDialogProps {
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
  readonly onRename: (id: string, name: string) => Promise<void>;
  readonly onDuplicate: (id: string) => Promise<void>;
  readonly onDelete: (id: string) => Promise<void>;
  readonly onRestore: (id: string) => Promise<void>;
}

interface Lists {
  readonly drafts: readonly DraftSummary[];
  readonly deleted: readonly DraftSummary[];
  readonly unreadable: readonly UnreadableDraft[];
}

export default function DraftsDialog({
  onClose,
  onOpen,
  onRename,
  onDuplicate,
  onDelete,
  onRestore,
}: DraftsDialogProps) {
  const changes = usePlayground((state) => state.draftChanges);
  const [lists, setLists] = useState<Lists>();
  const [persistent, setPersistent] = useState(true);
  /** The draft that is being named. */
  const [named, setNamed] = useState<string>();
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
          ? "Saved in this browser as you type. To share a draft, open it and press Share."
          : "This browser blocks storage. Drafts are lost when you close this tab; download the ones you need."
      }
    >
      <div className="flex flex-col gap-4 pb-3">
        {lists?.drafts.length === 0 && (
          <EmptyState icon={<FileText />} title="No drafts">
            Edit a program or open a file to create a draft.
          </EmptyState>
        )}
        {lists && lists.drafts.length > 0 && (
          <ul className="divide-y" aria-label="Drafts">
            {lists.drafts.map((draft) => (
              <li key={draft.id} className="flex items-center gap-1 py-1">
                {named === draft.id ? (
                  <NameForm
                    title={draft.title}
                    onName={(name) => {
                      setNamed(undefined);
                      if (name !== undefined) void onRename(draft.id, name);
                    }}
                  />
                ) : (
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
                )}
                <IconButton label={`Rename ${draft.title}`} onClick={() => setNamed(draft.id)}>
                  <Pencil />
                </IconButton>
                <IconButton label={`Duplicate ${draft.title}`} onClick={() => void onDuplicate(draft.id)}>
                  <Copy />
                </IconButton>
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
              Deleted (removed after 30 days)
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
                    aria-label={`Restore ${draft.title}`}
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

interface NameFormProps {
  readonly title: string;
  /** @param name undefined: as it was */
  readonly onName: (name: string | undefined) => void;
}

function NameForm({ title, onName }: NameFormProps) {
  const [name, setName] = useState(title);
  return (
    <form
      className="flex min-w-0 flex-1 items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        onName(name);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onName(undefined);
      }}
    >
      <TextField
        label="Name of the draft"
        hideLabel
        autoFocus
        value={name}
        onChange={setName}
        maxLength={DRAFT_NAME_MAX_LENGTH}
        placeholder="The program's own name"
        className="min-w-0 flex-1"
      />
      <Button type="submit">Save</Button>
    </form>
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
        {copyOf !== undefined && <span className="text-muted"> (copy from another tab)</span>}
      </span>
      <span className="text-muted text-sm">
        <time dateTime={new Date(updated).toISOString()}>{formatTime(updated)}</time>, {formatCount(length)}{" "}
        characters
      </span>
    </>
  );
}
