import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useEffect } from "react";
import { RunButton } from "@/components/controls/run-button";
import { RunProgress } from "@/components/controls/run-progress";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { ResultsPane } from "@/components/workbench/results-pane";
import { usePlayground, usePlaygroundState, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import type { ResultTab } from "@/lib/app/store/slices/view-slice";
import { capitalize } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import { LESSON_LIMITS } from "@/lib/share/lesson-v1";
import { LessonStepBody } from "./lesson-panel";

const VIEWS: readonly ResultTab[] = ["compare", "tree", "timeline", "play", "output"];

/** Of the usual type; everything is in rem. */
const TYPE_SIZE = "150%";

/** Large type and one view: arrow keys go through the steps of the lesson, or else through the views. */
export default function Presentation() {
  const store = usePlaygroundStore();
  const { tab, lessonStep, present } = usePlaygroundState("tab", "lessonStep", "present");
  const lesson = usePlayground((state) => state.lesson);
  const count = lesson?.steps.length ?? VIEWS.length;
  const at = lesson ? lessonStep : Math.max(0, VIEWS.indexOf(tab));
  const title = lesson ? tameText(lesson.title, LESSON_LIMITS.title) || "Lesson" : capitalize(tab);

  useEffect(() => {
    const root = document.documentElement;
    root.style.fontSize = TYPE_SIZE;
    return () => {
      root.style.fontSize = "";
    };
  }, []);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { dialog, phase } = store.getState();
      if (event.defaultPrevented || event.isComposing || dialog !== undefined || isBusy(event.target)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = STEP_KEYS[event.key];
      if (next !== undefined) {
        event.preventDefault();
        go(store, at + next);
      } else if (event.key === "Escape" && phase === "idle") present(false);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [store, at, present]);

  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b px-3 py-1">
        <h1 className="min-w-0 truncate font-semibold text-lg">{title}</h1>
        <span className="text-muted">
          {at + 1} of {count}
        </span>
        <span className="ml-auto inline-flex items-center gap-1.5">
          <RunButton />
          <Button
            icon={<ChevronLeft aria-hidden />}
            keys="←"
            disabled={at === 0}
            onClick={() => go(store, at - 1)}
          >
            Back
          </Button>
          <Button
            icon={<ChevronRight aria-hidden />}
            keys="→"
            disabled={at === count - 1}
            onClick={() => go(store, at + 1)}
          >
            Next
          </Button>
          <IconButton label="End the presentation" keys="Esc" onClick={() => present(false)}>
            <X />
          </IconButton>
        </span>
        <RunProgress />
      </header>
      <main className="flex min-h-0 flex-1 max-lg:flex-col">
        {lesson && (
          <section
            aria-label="Lesson"
            className="overflow-y-auto p-4 text-lg max-lg:max-h-1/2 lg:w-1/3 lg:border-r"
          >
            <LessonStepBody />
          </section>
        )}
        <div className="min-h-0 min-w-0 flex-1">
          <ResultsPane lone />
        </div>
      </main>
    </div>
  );
}

const STEP_KEYS: Readonly<Record<string, number>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

function go(store: ReturnType<typeof usePlaygroundStore>, to: number): void {
  const { lesson, showLessonStep, showTab } = store.getState();
  const view = VIEWS[to];
  if (lesson) showLessonStep(to);
  else if (view) showTab(view);
}

/** Where arrows have another meaning. */
const isBusy = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    "textarea, select, input, [role=treegrid], [role=slider], [role=radiogroup], [role=application]",
  ) !== null;
