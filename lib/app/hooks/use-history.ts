"use client";

import { useEffect, useState } from "react";
import type { PastRunSummary } from "@/lib/storage/history";
import { pageStorage } from "../page-storage";
import { usePlayground } from "./use-playground";

/** Past runs, newest first; undefined until they have been read. Read again when one was kept or deleted. */
export function useHistory(): readonly PastRunSummary[] | undefined {
  const [runs, setRuns] = useState<readonly PastRunSummary[]>();
  const kept = usePlayground((state) => state.runsKept);
  // biome-ignore lint/correctness/useExhaustiveDependencies: this is when, not what
  useEffect(() => {
    let wanted = true;
    void pageStorage()
      .then(({ history }) => history.list())
      .then((list) => wanted && setRuns(list));
    return () => {
      wanted = false;
    };
  }, [kept]);
  return runs;
}
