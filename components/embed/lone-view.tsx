import clsx from "clsx";
import { ArrowLeft, ExternalLink } from "lucide-react";
import type { Ref } from "react";
import { RunButton } from "@/components/controls/run-button";
import { RunProgress } from "@/components/controls/run-progress";
import { Button } from "@/components/ui/button";
import { loaded } from "@/components/ui/loaded";
import { Notices } from "@/components/workbench/notices";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { capitalize } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import type { LoneView as LoneViewName } from "@/lib/share/embed-options";

const ResultsPane = loaded(async () => ({
  default: (await import("@/components/workbench/results-pane")).ResultsPane,
}));
const PythonNote = loaded(() => import("./python-note"), null, "is hidden");

/** UTF-16 units of a program's name, which may be a stranger's. */
const SHOWN_NAME = 80;

interface LoneViewProps {
  readonly ref: Ref<HTMLElement>;
  readonly show: LoneViewName;
  /** The frame is as high as its content. */
  readonly sizesItself: boolean;
  readonly onOpen: () => void;
}

/** One view of the results, with a caption under it: a figure of the page around it. */
export function LoneView({ ref, show, sizesItself, onOpen }: LoneViewProps) {
  const { tab, showTab } = usePlaygroundState("tab", "showTab");
  const name = usePlayground(
    (state) => state.program?.name ?? (state.origin.kind === "example" ? state.origin.name : undefined),
  );
  const python = usePlayground((state) => state.language === "python");
  const isFull = sizesItself && tab === "compare";
  const title = name === undefined ? capitalize(show) : `${tameText(name, SHOWN_NAME)}: ${show}`;
  return (
    <main ref={ref} className={clsx("flex flex-col border", !sizesItself && "h-dvh overflow-hidden")}>
      <h1 className="sr-only">{title}</h1>
      <Notices />
      {python && <PythonNote />}
      <figure aria-label={title} className="m-0 flex min-h-0 flex-1 flex-col">
        <div
          className={clsx("min-h-0 flex-1", isFull && "full-height")}
          style={sizesItself && !isFull ? { flex: "none", height: "26rem" } : undefined}
        >
          <ResultsPane lone />
        </div>
        <figcaption className="relative flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 border-t bg-subtle px-2 py-1">
          <RunButton />
          {tab !== show && (
            <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onClick={() => showTab(show)}>
              {capitalize(show)}
            </Button>
          )}
          <RunProgress />
          <Button variant="quiet" icon={<ExternalLink aria-hidden />} onClick={onOpen} className="ml-auto">
            <span className="max-sm:sr-only">Open in Fanout</span>
          </Button>
          <span className="min-w-0 truncate px-1 text-muted">{title}</span>
        </figcaption>
      </figure>
    </main>
  );
}
