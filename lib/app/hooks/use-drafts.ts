"use client";

import { useEffect, useState } from "react";
import type { DraftSummary } from "@/lib/storage/drafts";
import { hasDrafts } from "../documents/boot-preferences";
import { pageStorage } from "../page-storage";
import { usePlayground } from "./use-playground";

/** Somebody's drafts, newest first; read again when one was kept or another document is opened. */
export function useDrafts(): readonly DraftSummary[] {
  const [drafts, setDrafts] = useState<readonly DraftSummary[]>([]);
  const documentId = usePlayground((state) => state.documentId);
  const kept = usePlayground((state) => state.draftsKept);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these two are when, not what
  useEffect(() => {
    // Where nothing is kept there is no hint either: then what this tab has kept counts.
    if (!hasDrafts() && kept === 0) return;
    void pageStorage()
      .then((storage) => storage.drafts.list())
      .then(setDrafts);
  }, [documentId, kept]);
  return drafts;
}
