import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { analyseActiveRun } from "@/lib/app/effects/analyse-active-run";
import { memoryCache } from "@/lib/app/run/memory-cache";
import type { Run } from "@/lib/app/run/run";
import { createPlayground } from "@/lib/app/store/create-playground";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";

/** What the page's own analysis finds about a run. */
export function useAnalysis(run: Run): Analysis {
  const [store] = useState(() => createPlayground({ cache: memoryCache() }));
  useEffect(() => {
    store.getState().openDocument(run.document, { kind: "draft" }, { run });
    return analyseActiveRun(store, undefined);
  }, [store, run]);
  return useStore(store, ({ analysis }) => analysis);
}
