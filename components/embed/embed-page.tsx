"use client";

import clsx from "clsx";
import { ExternalLink, Pencil } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { ProgramDialogs } from "@/components/controls/program-dialogs";
import { RunButton } from "@/components/controls/run-button";
import { RunProgress } from "@/components/controls/run-progress";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/clipboard";
import { loaded } from "@/components/ui/loaded";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { Notices } from "@/components/workbench/notices";
import { usePageKeys } from "@/components/workbench/use-page-keys";
import type { EmbedLook } from "@/lib/app/embed/open-embed";
import { openInFanout } from "@/lib/app/embed/open-in-fanout";
import { type StartedEmbed, startEmbed } from "@/lib/app/embed/start-embed";
import { useEarlyInput } from "@/lib/app/hooks/use-early-input";
import { PlaygroundContext, usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { useProblems } from "@/lib/app/hooks/use-problems";
import { memoryCache } from "@/lib/app/run/memory-cache";
import { isMeasuredHere, type Run, recordOf } from "@/lib/app/run/run";
import { activeRunOf } from "@/lib/app/store/active-run";
import { createPlayground } from "@/lib/app/store/create-playground";
import { lessonStepOf } from "@/lib/app/store/slices/lesson-slice";
import { tameText } from "@/lib/base/tame-text";
import { LoneView } from "./lone-view";
import { Reader } from "./reader";
import { type EmbedView, ViewSwitch } from "./view-switch";

const EditorPane = loaded(
  async () => ({
    default: (await import("@/components/workbench/editor-pane")).EditorPane,
  }),
  null,
  "is hidden",
);
const ResultsPane = loaded(async () => ({
  default: (await import("@/components/workbench/results-pane")).ResultsPane,
}));
const ProblemList = loaded(
  async () => ({ default: (await import("@/components/workbench/problem-list")).ProblemList }),
  null,
  "is hidden",
);

const DropLayer = loaded(
  async () => ({
    default: (await import("@/components/workbench/drop-layer")).DropLayer,
  }),
  null,
  "is hidden",
);

const LessonPanel = loaded(() => import("@/components/lesson/lesson-panel"));
const PythonNote = loaded(() => import("./python-note"), null, "is hidden");

const NumbersEmbed = loaded(() => import("./numbers-embed"));

/** UTF-16 units of a program's name, which may be a stranger's. */
const SHOWN_NAME = 80;

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
    (state) => hasResultsToShow(activeRunOf(state)) || state.live !== undefined || state.phase === "running",
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
  const tab = usePlayground((state) => state.tab);
  const name = usePlayground(
    (state) => state.program?.name ?? (state.origin.kind === "example" ? state.origin.name : "Playground"),
  );
  const hasLesson = usePlayground((state) => state.lesson !== undefined);
  const python = usePlayground((state) => state.language === "python");
  /** Of text and charts; trees and timelines draw what fits into their box. */
  const isFull = sizesItself && view === "results" && tab === "compare";
  const codeHeight = `clamp(10rem, ${lines * 1.25 + 1.5}rem, 40rem)`;
  const height = view === "code" && !editing ? codeHeight : isFull ? undefined : "34rem";
  const edit = (): void => setEditing(true);
  const open = (): void => void openInFanout(store, copyText);
  const openDropped = useCallback(
    async (files: readonly File[]): Promise<void> => {
      const { openRecords } = await import("@/lib/app/documents/open-records");
      await openRecords(store, store.getState().beginOpening(), files, []);
      if (activeRunOf(store.getState())) setChosen("split");
    },
    [store],
  );

  useEffect(() => {
    const element = root.current;
    if (!sizesItself || element === null) return;
    const observer = new ResizeObserver(() => embed.current?.resize(element.getBoundingClientRect().height));
    observer.observe(element);
    return () => observer.disconnect();
  }, [sizesItself]);

  if (look?.view === "scale")
    return (
      <main
        ref={root}
        className={sizesItself ? "flex flex-col border" : "flex h-dvh flex-col overflow-y-auto border"}
      >
        <h1 className="sr-only">Your numbers</h1>
        <NumbersEmbed meanwhile={<div className="h-160" />} onOpen={open} />
      </main>
    );
  if (look?.show) return <LoneView ref={root} show={look.show} sizesItself={sizesItself} onOpen={open} />;
  return (
    <div
      ref={root}
      className={sizesItself ? "flex flex-col border" : "flex h-dvh flex-col overflow-hidden border"}
    >
      <header className="relative flex h-11 shrink-0 items-center gap-2 border-b bg-subtle px-3">
        <h1 className="sr-only">{tameText(name, SHOWN_NAME)}</h1>
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
      {python && (
        <aside aria-label="Download">
          <PythonNote />
        </aside>
      )}
      {hasLesson && <LessonPanel closable={false} />}
      <main
        className={clsx("flex min-h-0 flex-1", isFull && "full-height")}
        style={sizesItself ? { flex: "none", height } : undefined}
      >
        {view !== "results" && (
          <div className="min-w-0 flex-1">
            {editing ? (
              <EditorPane meanwhile={<Code />} rich={fine === true} readOnly={look?.readOnly ?? false} />
            ) : (
              <Code onEdit={look?.readOnly ? undefined : edit} />
            )}
          </div>
        )}
        {view !== "code" && (
          <div className={view === "split" ? "min-w-0 flex-1 border-l" : "min-w-0 flex-1"}>
            <ResultsPane />
          </div>
        )}
      </main>
      <DropLayer onFiles={openDropped} />
      <ProgramDialogs />
    </div>
  );
}

/** A record of another tool is as good as a run here; what we recorded of an example is not. */
const hasResultsToShow = (run: Run | undefined): boolean =>
  run !== undefined && (isMeasuredHere(run) || recordOf(run) !== undefined);

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
  const lines = usePlayground((state) => lessonStepOf(state)?.lines);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1">
        <Reader code={code} language={language} lines={lines} onEdit={onEdit} />
      </div>
      {problems.length > 0 && <ProblemList problems={problems} onShow={() => onEdit?.()} />}
    </div>
  );
}
