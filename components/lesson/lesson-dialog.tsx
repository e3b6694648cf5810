import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { LinkLength } from "@/components/share/link-length";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { lessonLink } from "@/lib/app/lesson/lesson-link";
import { measuredRunOf } from "@/lib/app/store/active-run";
import { isStale } from "@/lib/app/store/stale";
import { LESSON_LIMITS, type LessonStep, type LinkLesson } from "@/lib/share/lesson-v1";
import { StepForm } from "./step-form";

const EMPTY: LessonStep = { text: "" };
const NEW: LinkLesson = { title: "", steps: [EMPTY] };

/** Makes a lesson about the program on the page. Everything goes into the link; nothing is uploaded. */
export default function LessonDialog({ onClose }: { readonly onClose: () => void }) {
  const store = usePlaygroundStore();
  const given = usePlayground((state) => state.lesson);
  const [lesson, setLesson] = useState<LinkLesson>(given ?? NEW);
  const hasReport = usePlayground((state) => measuredRunOf(state)?.complete === true && !isStale(state));
  const [wantsReport, setWantsReport] = useState(true);
  const made = useMemo(
    () => lessonLink(store.getState(), lesson, hasReport && wantsReport),
    [store, lesson, hasReport, wantsReport],
  );
  const { steps } = lesson;
  const change = (to: readonly LessonStep[]): void => setLesson({ ...lesson, steps: [...to] });
  const swap = (from: number, to: number): void => {
    const [a, b] = [steps[from], steps[to]];
    if (a && b) change(steps.map((step, at) => (at === from ? b : at === to ? a : step)));
  };
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title="Make a lesson"
      description="Steps through this program, for a class or a colleague. The lesson is in the link; nothing is uploaded."
    >
      <div className="flex flex-col gap-3 pb-3">
        <TextField
          label="Title"
          value={lesson.title}
          maxLength={LESSON_LIMITS.title}
          onChange={(title) => setLesson({ ...lesson, title })}
        />
        <ol className="flex flex-col gap-3">
          {steps.map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by where they stand
            <li key={at} className="rounded-md border p-3">
              <div className="mb-2 flex items-center gap-1">
                <h3 className="mr-auto font-medium">Step {at + 1}</h3>
                <IconButton
                  label={`Move step ${at + 1} up`}
                  disabled={at === 0}
                  onClick={() => swap(at, at - 1)}
                >
                  <ArrowUp />
                </IconButton>
                <IconButton
                  label={`Move step ${at + 1} down`}
                  disabled={at === steps.length - 1}
                  onClick={() => swap(at, at + 1)}
                >
                  <ArrowDown />
                </IconButton>
                <IconButton
                  label={`Delete step ${at + 1}`}
                  disabled={steps.length === 1}
                  onClick={() => change(steps.filter((_, other) => other !== at))}
                >
                  <Trash2 />
                </IconButton>
              </div>
              <StepForm
                step={step}
                onChange={(next) => change(steps.map((old, other) => (other === at ? next : old)))}
              />
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap items-center gap-3">
          <Button
            icon={<Plus aria-hidden />}
            disabled={steps.length >= LESSON_LIMITS.steps}
            onClick={() => change([...steps, EMPTY])}
          >
            Add a step
          </Button>
          <Switch
            label={hasReport ? "Include results" : "Include results (run first)"}
            checked={hasReport && wantsReport}
            disabled={!hasReport}
            onChange={setWantsReport}
          />
          <span className="text-muted">Readers on slow machines follow the results that you include.</span>
        </div>
        {made.ok ? (
          <LinkLength length={made.link.length} />
        ) : (
          <p role="alert" className="text-failed">
            {made.message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button
            disabled={!made.ok}
            onClick={() => {
              store.getState().setLesson(lesson);
              onClose();
            }}
          >
            Show it here
          </Button>
          <CopyButton
            variant="primary"
            label="Copy link"
            text={() => (made.ok ? made.link : "")}
            disabled={!made.ok}
          />
        </div>
      </div>
    </Dialog>
  );
}
