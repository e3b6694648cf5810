"use client";

import { ExternalLink, Pencil } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { RunButton } from "@/components/controls/run-button";
import { RunProgress } from "@/components/controls/run-progress";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/clipboard";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { Notices } from "@/components/workbench/notices";
import { ProblemList } from "@/components/workbench/problem-list";
import { useMediaQuery } from "@/components/workbench/use-media-query";
import { usePageKeys } from "@/components/workbench/use-page-keys";
import type { EmbedLook } from "@/lib/app/embed/open-embed";
import { openInFanout } from "@/lib/app/embed/open-in-fanout";
import { type StartedEmbed, startEmbed } from "@/lib/app/embed/start-embed";
import { useEarlyInput } from "@/lib/app/hooks/use-early-input";
import { PlaygroundContext, usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { useProblems } from "@/lib/app/hooks/use-problems";
import { memoryCache } from "@/lib/app/run/memory-cache";
import { activeRunOf, measuredRunOf } from "@/lib/app/store/active-run";
import { createPlayground } from "@/lib/app/store/create-playground";
import { Reader } from "./reader";
import { type EmbedView, ViewSwitch } from "./view-switch";

const EditorPane = lazy(() =>
  import("@/components/workbench/editor-pane").then((pane) => ({ default: pane.EditorPane })),
);
const ResultsPane = lazy(() =>
  import("@/components/workbench/results-pane").then((pane) => ({ default: pane.ResultsPane })),
);

const NumbersEmbed = lazy(() => import("./numbers-embed"));

/** Wide enough for code and results next to each other. */
const WIDE = "(min-width: 720px)";

export function EmbedPage() {
  const [store] = useState(() => createPlayground({ cache: memoryCache() }));
  return (
    <PlaygroundContext value={store}>
      <Embed />
      <TooltipLayer />
    </PlaygroundContext>
  );
}

/** The playground in another page: code to read first, everything else on demand. */
function Embed() {
  const store = usePlaygroundStore();
  const root = useRef<HTMLDivElement>(null);
  const embed = useRef<StartedEmbed>(undefined);
  const [look, setLook] = useState<EmbedLook>();
  const [chosen, setChosen] = useState<EmbedView>();
  const [editing, setEditing] = useState(false);
  const wide = useMediaQuery(WIDE);
  const recorded = usePlayground((state) => activeRunOf(state) !== undefined);
  const hasResults = usePlayground(
    (state) => measuredRunOf(state) !== undefined || state.live !== undefined || state.phase === "running",
  );
  const fine = useMediaQuery("(pointer: fine)");

  useEffect(() => {
    const started = startEmbed(store, setLook);
    embed.current = started;
    return () => started.dispose();
  }, [store]);

  usePageKeys(store, { dialogs: false });
  useEarlyInput();

  const asked = chosen ?? viewOf(look, hasResults);
  const view: EmbedView = asked === "split" && !wide ? (hasResults || recorded ? "results" : "code") : asked;
  const sizesItself = look?.sizesItself ?? false;
  const lines = usePlayground((state) => state.code.split("\n").length);
  const height = view === "code" && !editing ? `clamp(10rem, ${lines * 1.25 + 1.5}rem, 40rem)` : "34rem";
  const edit = (): void => setEditing(true);
  const open = (): void => void openInFanout(store, copyText);

  useEffect(() => {
    const element = root.current;
    if (!sizesItself || element === null) return;
    const observer = new ResizeObserver(() => embed.current?.resize(element.getBoundingClientRect().height));
    observer.observe(element);
    return () => observer.disconnect();
  }, [sizesItself]);

  if (look?.view === "scale")
    return (
      <main ref={root} className={sizesItself ? "flex flex-col" : "flex h-dvh flex-col overflow-y-auto"}>
        <h1 className="sr-only">Your numbers</h1>
        <Suspense fallback={<div className="h-160" />}>
          <NumbersEmbed onOpen={open} />
        </Suspense>
      </main>
    );
  return (
    <div ref={root} className={sizesItself ? "flex flex-col" : "flex h-dvh flex-col overflow-hidden"}>
      <header className="relative flex h-11 shrink-0 items-center gap-2 border-b bg-subtle px-3">
        <RunButton />
        <ViewSwitch value={view} onChange={setChosen} split={wide === true} />
        {!editing && !look?.readOnly && view !== "results" && (
          <Button variant="quiet" icon={<Pencil aria-hidden />} onClick={edit}>
            <span className="max-sm:sr-only">Edit</span>
          </Button>
        )}
        <RunProgress />
        <Button variant="quiet" icon={<ExternalLink aria-hidden />} onClick={open} className="ml-auto">
          <span className="max-sm:sr-only">Open in Fanout</span>
        </Button>
      </header>
      {/* The editor shows them above its text. */}
      {(!editing || view === "results") && <Notices />}
      <main className="flex min-h-0 flex-1" style={sizesItself ? { flex: "none", height } : undefined}>
        {view !== "results" && (
          <div className="min-w-0 flex-1">
            {editing ? (
              <Suspense fallback={<Code />}>
                <EditorPane rich={fine === true} readOnly={look?.readOnly ?? false} />
              </Suspense>
            ) : (
              <Code onEdit={look?.readOnly ? undefined : edit} />
            )}
          </div>
        )}
        {view !== "code" && (
          <div className={view === "split" ? "min-w-0 flex-1 border-l" : "min-w-0 flex-1"}>
            <Suspense fallback={null}>
              <ResultsPane />
            </Suspense>
          </div>
        )}
      </main>
    </div>
  );
}

function viewOf(look: EmbedLook | undefined, hasResults: boolean): EmbedView {
  const view = look?.view;
  if (view === undefined) return hasResults ? "split" : "code";
  if (view === "code" || view === "split") return view;
  return "results";
}

function Code({ onEdit }: { readonly onEdit?: (() => void) | undefined }) {
  const code = usePlayground((state) => state.code);
  const language = usePlayground((state) => state.language);
  const problems = useProblems();
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1">
        <Reader code={code} language={language} onEdit={onEdit} />
      </div>
      <ProblemList problems={problems} onShow={() => onEdit?.()} />
    </div>
  );
}
