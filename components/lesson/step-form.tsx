import { Button } from "@/components/ui/button";
import { FIELD } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { settingsToOffer } from "@/lib/app/lesson/lesson-link";
import { capitalize } from "@/lib/base/format";
import { LONE_VIEWS } from "@/lib/share/embed-options";
import { LESSON_LIMITS, type LessonStep } from "@/lib/share/lesson-v1";
import { stepChange } from "./step-change";

type Question = NonNullable<LessonStep["question"]>;

const VIEWS = [
  { value: "any", label: "View: unchanged" },
  ...LONE_VIEWS.map((value) => ({ value, label: `View: ${capitalize(value)}` })),
];

const NEW_QUESTION: Question = { ask: "What do you expect?", answers: ["Yes", "No"], right: 0, hides: true };

interface StepFormProps {
  readonly step: LessonStep;
  readonly onChange: (step: LessonStep) => void;
}

export function StepForm({ step, onChange }: StepFormProps) {
  const store = usePlaygroundStore();
  const lineCount = usePlayground((state) => state.code.split("\n").length);
  const [first, last] = step.lines ?? [];
  const change = stepChange(step);
  const { settings: _settings, inputs: _inputs, ...unset } = step;
  const setLines = (from: number, to: number): void => {
    const end = Math.max(from, to);
    onChange({ ...step, lines: [Math.min(from, lineCount), Math.min(end, lineCount)] });
  };
  return (
    <div className="flex flex-col gap-2">
      <textarea
        aria-label="Text"
        placeholder="What the reader is to see or do. **bold**, `code` and lists work."
        value={step.text}
        maxLength={LESSON_LIMITS.text}
        rows={3}
        onChange={(event) => onChange({ ...step, text: event.target.value })}
        className={`${FIELD} resize-y py-1`}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Select
          label="View"
          value={step.view ?? "any"}
          options={VIEWS}
          onChange={(value) => onChange({ ...step, view: LONE_VIEWS.find((one) => one === value) })}
        />
        <Switch
          label="Mark lines"
          checked={step.lines !== undefined}
          onChange={(on) => onChange({ ...step, lines: on ? [1, 1] : undefined })}
        />
        {first !== undefined && last !== undefined && (
          <>
            <NumberField
              label="From"
              integer
              clamps
              min={1}
              max={lineCount}
              value={first}
              onChange={(value) => setLines(value, last)}
              width="w-14"
            />
            <NumberField
              label="To"
              integer
              clamps
              min={first}
              max={lineCount}
              value={last}
              onChange={(value) => setLines(first, value)}
              width="w-14"
            />
          </>
        )}
        {change === undefined ? (
          <Button onClick={() => onChange({ ...step, ...settingsToOffer(store.getState()) })}>
            Offer the current settings
          </Button>
        ) : (
          <span className="inline-flex flex-wrap items-center gap-2 text-muted">
            Offers: {change}
            <Button onClick={() => onChange(unset)}>Remove</Button>
          </span>
        )}
        <Switch
          label="Question"
          checked={step.question !== undefined}
          onChange={(on) => onChange({ ...step, question: on ? NEW_QUESTION : undefined })}
        />
      </div>
      {step.question && (
        <QuestionForm question={step.question} onChange={(question) => onChange({ ...step, question })} />
      )}
    </div>
  );
}

function QuestionForm({
  question,
  onChange,
}: {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
}) {
  const { answers, right } = question;
  const setAnswers = (text: string): void => {
    const next = text
      .split("\n")
      .slice(0, LESSON_LIMITS.answers)
      .map((one) => one.slice(0, LESSON_LIMITS.answer));
    onChange({ ...question, answers: next, right: Math.min(right, Math.max(0, next.length - 1)) });
  };
  return (
    <fieldset aria-label="Question" className="flex flex-col gap-2 border-l pl-3">
      <TextField
        label="Question"
        value={question.ask}
        maxLength={LESSON_LIMITS.question}
        onChange={(ask) => onChange({ ...question, ask })}
      />
      <label className="flex flex-col gap-1">
        <span className="text-muted text-sm">Answers, one per line (2 to {LESSON_LIMITS.answers})</span>
        <textarea
          value={answers.join("\n")}
          rows={3}
          onChange={(event) => setAnswers(event.target.value)}
          className={`${FIELD} resize-y py-1`}
        />
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <NumberField
          label="Right answer"
          integer
          clamps
          min={1}
          max={Math.max(1, answers.length)}
          value={right + 1}
          onChange={(value) => onChange({ ...question, right: value - 1 })}
          width="w-12"
        />
        <Switch
          label="Hide the results until it is answered"
          checked={question.hides === true}
          onChange={(hides) => onChange({ ...question, hides })}
        />
      </div>
      <TextField
        label="Explanation, shown after the answer"
        value={question.because ?? ""}
        maxLength={LESSON_LIMITS.text}
        onChange={(because) => onChange({ ...question, because: because === "" ? undefined : because })}
      />
    </fieldset>
  );
}
