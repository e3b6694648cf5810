"use client";

import { useCallback, useState } from "react";
import type { DraftSummary } from "@/lib/storage/drafts";
import { pageStorage } from "./page-storage";

/** Somebody's drafts, newest first. Read when they are asked for: `refresh` before a list is shown. */
export function useDrafts(): { readonly drafts: readonly DraftSummary[]; readonly refresh: () => void } {
  const [drafts, setDrafts] = useState<readonly DraftSummary[]>([]);
  const refresh = useCallback(() => {
    void pageStorage()
      .then((storage) => storage.drafts.list())
      .then(setDrafts);
  }, []);
  return { drafts, refresh };
}
