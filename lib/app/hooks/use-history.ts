import { useEffect, useState } from "react";
import type { PastRunSummary } from "@/lib/storage/history";
import { pageStorage } from "../page-storage";
import { usePlayground } from "./use-playground";

/** Earlier runs, newest first; undefined until they have been read. Read again when one was kept or deleted. */
export function useHistory(): readonly PastRunSummary[] | undefined {
  const [runs, setRuns] = useState<readonly PastRunSummary[]>();
  const changes = usePlayground((state) => state.historyChanges);
  // biome-ignore lint/correctness/useExhaustiveDependencies: this says when to read, not what
  useEffect(() => {
    let wanted = true;
    void pageStorage()
      .then(({ history }) => history.list())
      .then((list) => wanted && setRuns(list));
    return () => {
      wanted = false;
    };
  }, [changes]);
  return runs;
}
