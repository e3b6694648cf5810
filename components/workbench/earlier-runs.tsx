"use client";

import { History } from "lucide-react";
import { Suspense, useState } from "react";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import { useHistory } from "@/lib/app/hooks/use-history";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { pageStorage } from "@/lib/app/page-storage";
import type { RunHistory } from "@/lib/storage/history";
import { HistoryList } from "./result-views";

/** Past runs: to go back to one, or to have it beside the one that is shown. */
export function EarlierRuns({ onOpen }: { readonly onOpen: (id: string) => void }) {
  return (
    <Popover
      label={<span className="sr-only">Earlier runs</span>}
      title="Earlier runs"
      icon={<History aria-hidden />}
      variant="quiet"
      align="end"
    >
      {(close) => (
        <Suspense fallback={<Spinner label="Loading…" />}>
          <Runs
            onOpen={(id) => {
              onOpen(id);
              close();
            }}
            onDone={close}
          />
        </Suspense>
      )}
    </Popover>
  );
}

function Runs({ onOpen, onDone }: { readonly onOpen: (id: string) => void; readonly onDone: () => void }) {
  const store = usePlaygroundStore();
  const runs = useHistory();
  const shown = usePlayground((state) => state.pastRun?.id);
  const comparable = usePlayground(
    (state) => state.results?.partial === false || state.recorded?.by === "device",
  );
  const [now] = useState(() => Date.now());
  if (runs === undefined) return <Spinner label="Looking…" />;

  const change = async (what: (history: RunHistory) => Promise<unknown>): Promise<void> => {
    await what((await pageStorage()).history);
    store.setState(({ runsKept }) => ({ runsKept: runsKept + 1 }));
  };
  const compare = async (id: string): Promise<void> => {
    const run = await (await pageStorage()).history.get(id);
    if (run === undefined) return;
    const { compareWith, showTab } = store.getState();
    compareWith({ id, title: run.title, at: run.at, report: run.report });
    showTab("compare");
    onDone();
  };
  return (
    <HistoryList
      entries={runs}
      now={now}
      currentId={shown}
      onOpen={onOpen}
      onCompare={comparable ? (id) => void compare(id) : undefined}
      onDelete={(id) => void change((history) => history.delete(id))}
      onClear={() => void change((history) => history.clear())}
    />
  );
}
