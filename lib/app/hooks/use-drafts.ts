import { useEffect, useState } from "react";
import type { DraftSummary } from "@/lib/storage/drafts";
import { hasDrafts } from "../documents/boot-preferences";
import { pageStorage } from "../page-storage";
import { usePlaygroundState } from "./use-playground";

/** The user's drafts, newest first; read again when one was saved or another document is opened. */
export function useDrafts(): readonly DraftSummary[] {
  const [drafts, setDrafts] = useState<readonly DraftSummary[]>([]);
  const { documentId, draftChanges: changes } = usePlaygroundState("documentId", "draftChanges");
  // biome-ignore lint/correctness/useExhaustiveDependencies: these two say when to read, not what
  useEffect(() => {
    // Where the browser stores nothing there is no hint either: then this tab's own drafts count.
    if (!hasDrafts() && changes === 0) return;
    void pageStorage()
      .then((storage) => storage.drafts.list())
      .then(setDrafts);
  }, [documentId, changes]);
  return drafts;
}
