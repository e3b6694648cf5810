"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ProgramDialogs } from "@/components/controls/program-dialogs";
import { RunBar } from "@/components/controls/run-bar";
import { loaded } from "@/components/ui/loaded";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { NARROW, PLAIN_EDITOR, useMediaQuery } from "@/components/ui/use-media-query";
import { Welcome } from "@/components/welcome/welcome";
import { type StartedPage, startPage } from "@/lib/app/documents/start-page";
import { useEarlyInput } from "@/lib/app/hooks/use-early-input";
import {
  PlaygroundContext,
  usePlayground,
  usePlaygroundState,
  usePlaygroundStore,
} from "@/lib/app/hooks/use-playground";
import { pageCache } from "@/lib/app/page-storage";
import { activeRunOf } from "@/lib/app/store/active-run";
import { createPlayground } from "@/lib/app/store/create-playground";
import { EarlierRuns } from "./earlier-runs";
import { EditorPane } from "./editor-pane";
import { Header } from "./header";
import { loadFirstView, ResultsPane } from "./results-pane";
import { Splitter } from "./splitter";
import { usePageKeys } from "./use-page-keys";

const DropLayer = loaded(
  async () => ({ default: (await import("./drop-layer")).DropLayer }),
  null,
  "is hidden",
);
const DraftsDialog = loaded(() => import("@/components/controls/drafts-dialog"));
const ForgetDialog = loaded(() => import("@/components/controls/forget-dialog"));
const KeysDialog = loaded(() => import("@/components/controls/keys-dialog"));
const MessagePanel = loaded(() => import("@/components/debug/message-panel"), null, "is hidden");
const NewDialog = loaded(() => import("@/components/controls/new-dialog"));
const PaletteDialog = loaded(() => import("@/components/controls/palette/palette-dialog"));
const LessonDialog = loaded(() => import("@/components/lesson/lesson-dialog"));
const LessonPanel = loaded(() => import("@/components/lesson/lesson-panel"));
const Presentation = loaded(() => import("@/components/lesson/presentation"));
const ShareDialog = loaded(() => import("@/components/share/share-dialog"));

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
    const started = startPage(store, loadFirstView);
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

  const openFiles = useCallback((files: readonly File[]): void => void page.current?.openFiles(files), []);

  const opened = usePlayground((state) => state.opened);
  const hasLesson = usePlayground((state) => state.lesson !== undefined);
  const hasResults = usePlayground(
    (state) => state.phase !== "idle" || activeRunOf(state) !== undefined || state.tab === "scale",
  );
  const presenting = usePlayground((state) => state.presenting);

  const editor = (
    <EditorPane
      rich={ready && plain === false}
      onLeave={() => void page.current?.writeAddress()}
      onOpenDraft={(id) => void page.current?.openDraft(id)}
    />
  );
  const results = <ResultsPane history={<EarlierRuns onOpen={(id) => void page.current?.openRun(id)} />} />;
  if (presenting)
    return (
      <>
        <Presentation />
        <Dialogs page={page} />
      </>
    );
  return (
    <div className="flex h-dvh flex-col overflow-hidden max-[899px]:h-auto max-[899px]:min-h-dvh max-[899px]:overflow-visible">
      <Header
        onOpenDraft={(id) => void page.current?.openDraft(id)}
        onOpenExample={(example) => void page.current?.openExample(example)}
        onOpenFiles={openFiles}
        onAdopt={() => void page.current?.adoptDocument()}
      />
      <RunBar />
      {hasLesson ? <LessonPanel /> : <Welcome />}
      <main className="min-h-0 flex-1">
        {narrow ? (
          <>
            {/* What a link shows comes first; without results the program does not have to be looked for. */}
            <div className={hasResults ? "h-[80dvh]" : "h-56"}>{results}</div>
            <div className="h-[56dvh] border-t">{editor}</div>
          </>
        ) : (
          <Splitter left={editor} right={results} />
        )}
      </main>
      <Debug />
      <Dialogs page={page} />
      <ProgramDialogs />
      {opened && <DropLayer onFiles={openFiles} />}
    </div>
  );
}

/** `?debug` shows the page's messages. */
function Debug() {
  const [on, setOn] = useState(false);
  useEffect(() => setOn(new URLSearchParams(location.search).has("debug")), []);
  return on && <MessagePanel />;
}

function Dialogs({ page }: { readonly page: { readonly current: StartedPage | undefined } }) {
  const { dialog, openDialog: open, askNumbers } = usePlaygroundState("dialog", "openDialog", "askNumbers");
  const close = (): void => open(undefined);
  return (
    <>
      {dialog === "forget" && (
        <ForgetDialog onClose={close} onForget={async () => page.current?.forgetDevice()} />
      )}
      {dialog === "keys" && <KeysDialog onClose={close} />}
      {dialog === "new" && (
        <NewDialog
          onClose={close}
          onNew={(language, template) => void page.current?.openNew(language, template)}
          onNumbers={askNumbers}
        />
      )}
      {dialog === "drafts" && (
        <DraftsDialog
          onClose={close}
          onOpen={(id) => void page.current?.openDraft(id)}
          onRename={async (id, name) => page.current?.renameDraft(id, name)}
          onDuplicate={async (id) => page.current?.duplicateDraft(id)}
          onDelete={async (id) => page.current?.deleteDraft(id)}
          onRestore={async (id) => page.current?.restoreDraft(id)}
        />
      )}
      {dialog === "palette" && (
        <PaletteDialog
          onClose={close}
          onOpenDraft={(id) => void page.current?.openDraft(id)}
          onOpenExample={(example) => void page.current?.openExample(example)}
        />
      )}
      {dialog === "lesson" && <LessonDialog onClose={close} />}
      {dialog === "share" && <ShareDialog onClose={close} />}
    </>
  );
}
