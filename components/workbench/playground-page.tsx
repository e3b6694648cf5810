"use client";

import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { RunBar } from "@/components/controls/run-bar";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { type StartedPage, startPage } from "@/lib/app/documents/start-page";
import { useEarlyInput } from "@/lib/app/hooks/use-early-input";
import {
  PlaygroundContext,
  usePlayground,
  usePlaygroundState,
  usePlaygroundStore,
} from "@/lib/app/hooks/use-playground";
import { pageCache } from "@/lib/app/page-storage";
import { createPlayground } from "@/lib/app/store/create-playground";
import { DropLayer } from "./drop-layer";
import { EarlierRuns } from "./earlier-runs";
import { EditorPane } from "./editor-pane";
import { Header } from "./header";
import { ResultsPane } from "./results-pane";
import { Splitter } from "./splitter";
import { NARROW, PLAIN_EDITOR, useMediaQuery } from "./use-media-query";
import { usePageKeys } from "./use-page-keys";

const DraftsDialog = lazy(() => import("@/components/controls/drafts-dialog"));
const ForgetDialog = lazy(() => import("@/components/controls/forget-dialog"));
const KeysDialog = lazy(() => import("@/components/controls/keys-dialog"));
const MessagePanel = lazy(() => import("@/components/debug/message-panel"));
const ShareDialog = lazy(() => import("@/components/share/share-dialog"));

export function PlaygroundPage() {
  const [store] = useState(() => createPlayground({ cache: pageCache }));
  return (
    <PlaygroundContext value={store}>
      <Playground />
      <TooltipLayer />
    </PlaygroundContext>
  );
}

function Playground() {
  const store = usePlaygroundStore();
  const page = useRef<StartedPage>(undefined);
  useEffect(() => {
    const started = startPage(store);
    page.current = started;
    return () => started.dispose();
  }, [store]);
  usePageKeys(store);
  useEarlyInput();

  const narrow = useMediaQuery(NARROW);
  const plain = useMediaQuery(PLAIN_EDITOR);
  // Monaco is large: it is loaded after the first result.
  const settled = usePlayground((state) => state.opened && state.phase === "idle");
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!settled || ready) return;
    const timer = setTimeout(() => setReady(true), 300);
    return () => clearTimeout(timer);
  }, [settled, ready]);

  const openFile = useCallback((file: File): void => void page.current?.openFile(file), []);

  const editor = (
    <EditorPane
      rich={ready && plain === false}
      onLeave={() => void page.current?.writeAddress()}
      onOpenDraft={(id) => void page.current?.openDraft(id)}
    />
  );
  const results = <ResultsPane history={<EarlierRuns onOpen={(id) => void page.current?.openRun(id)} />} />;
  return (
    <div className="flex h-dvh flex-col overflow-hidden max-[899px]:h-auto max-[899px]:min-h-dvh max-[899px]:overflow-visible">
      <Header
        onOpenDraft={(id) => void page.current?.openDraft(id)}
        onOpenExample={(example) => void page.current?.openExample(example)}
        onOpenFile={openFile}
        onAdopt={() => void page.current?.adoptDocument()}
      />
      <RunBar />
      <main className="min-h-0 flex-1">
        {narrow ? (
          <>
            <div className="h-[56dvh] border-b">{editor}</div>
            <div className="h-[85dvh]">{results}</div>
          </>
        ) : (
          <Splitter left={editor} right={results} />
        )}
      </main>
      <Debug />
      <Dialogs page={page} />
      <DropLayer onFile={openFile} />
    </div>
  );
}

/** `?debug` shows the page's messages. */
function Debug() {
  const [on, setOn] = useState(false);
  useEffect(() => setOn(new URLSearchParams(location.search).has("debug")), []);
  return <Suspense fallback={null}>{on && <MessagePanel />}</Suspense>;
}

function Dialogs({ page }: { readonly page: { readonly current: StartedPage | undefined } }) {
  const { dialog, openDialog: open } = usePlaygroundState("dialog", "openDialog");
  const close = (): void => open(undefined);
  return (
    <Suspense fallback={null}>
      {dialog === "forget" && (
        <ForgetDialog onClose={close} onForget={async () => page.current?.forgetDevice()} />
      )}
      {dialog === "keys" && <KeysDialog onClose={close} />}
      {dialog === "drafts" && (
        <DraftsDialog
          onClose={close}
          onOpen={(id) => void page.current?.openDraft(id)}
          onDelete={async (id) => page.current?.deleteDraft(id)}
          onRestore={async (id) => page.current?.restoreDraft(id)}
        />
      )}
      {dialog === "share" && <ShareDialog onClose={close} />}
    </Suspense>
  );
}
