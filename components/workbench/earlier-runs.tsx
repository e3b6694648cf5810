import { History } from "lucide-react";
import { useState } from "react";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import { tip } from "@/components/ui/tip";
import { useHistory } from "@/lib/app/hooks/use-history";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { pageStorage } from "@/lib/app/page-storage";
import { completeRunOf } from "@/lib/app/store/active-run";
import type { RunHistory } from "@/lib/storage/history";
import { HistoryList } from "./result-views";

export function EarlierRuns({ onOpen }: { readonly onOpen: (id: string) => void }) {
  return (
    <Popover
      label={<span className="sr-only">Earlier runs</span>}
      title="Earlier runs"
      icon={<History aria-hidden />}
      variant="quiet"
      align="end"
      {...tip("Earlier runs")}
    >
      {(close) => (
        <Runs
          onOpen={(id) => {
            onOpen(id);
            close();
          }}
          onDone={close}
        />
      )}
    </Popover>
  );
}

function Runs({ onOpen, onDone }: { readonly onOpen: (id: string) => void; readonly onDone: () => void }) {
  const store = usePlaygroundStore();
  const runs = useHistory();
  const activeId = usePlayground((state) => state.activeRunId);
  const isComparable = usePlayground((state) => completeRunOf(state) !== undefined);
  const [now] = useState(() => Date.now());
  if (runs === undefined) return <Spinner label="Loading…" />;

  const change = async (what: (history: RunHistory) => Promise<unknown>): Promise<void> => {
    await what((await pageStorage()).history);
    store.getState().historyChanged();
  };
  const compare = async (id: string): Promise<void> => {
    const [{ history }, { fromHistory }] = await Promise.all([
      pageStorage(),
      import("@/lib/app/run/history-run"),
    ]);
    const record = await history.get(id);
    if (record === undefined) return;
    const run = await fromHistory(record);
    const { compareWith, showTab } = store.getState();
    compareWith(run);
    showTab("compare");
    onDone();
  };
  return (
    <HistoryList
      entries={runs}
      now={now}
      currentId={activeId}
      onOpen={onOpen}
      onCompare={isComparable ? (id) => void compare(id) : undefined}
      onDelete={(id) => void change((history) => history.delete(id))}
      onClear={() => void change((history) => history.clear())}
    />
  );
}
