import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { QuantityField } from "@/components/ui/quantity-field";
import { Select } from "@/components/ui/select";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { hasField, NO_NUMBERS, type SomeNumbers } from "@/lib/app/numbers/own-numbers";
import { stillOfRun, wholeNumbers } from "@/lib/app/numbers/whole-numbers";
import type { Numbers } from "@/lib/estimate/numbers";
import { PRESETS, presetNamed } from "@/lib/estimate/presets";
import { type Field, MAIN_FIELDS, MORE_FIELDS } from "./fields";
import { presetState, sourceText } from "./preset-text";

export interface NumbersFormProps {
  readonly numbers: Numbers;
  /** What the user or a link set. */
  readonly own: SomeNumbers;
  /** What the run showed. */
  readonly ofRun: SomeNumbers | undefined;
  readonly onChange: (change: SomeNumbers) => void;
  readonly onReset: () => void;
}

const HOSTS = [
  { value: "separate", label: "Own hosts", tip: "Each worker has its own cores and memory, as pods do" },
  { value: "shared", label: "One host", tip: "Workers share the cores and the memory of one host" },
] as const;

/** Work, where it runs, and how many workers. The rest of each group is folded. */
export function NumbersForm({ numbers, own, ofRun, onChange, onReset }: NumbersFormProps) {
  const counting = stillOfRun(own, ofRun);
  const noteOf = ({ name, text }: Field): string | undefined => {
    if (!ofRun || !hasField(ofRun, name)) return undefined;
    if (counting && hasField(counting, name) && !hasField(own, name)) return "from your run";
    return `${text(wholeNumbers(NO_NUMBERS, ofRun))} in your run`;
  };
  const draw = (field: Field): ReactNode => (
    <QuantityField
      key={field.name}
      label={field.label}
      hint={field.hint}
      text={field.text(numbers)}
      read={field.read}
      onChange={onChange}
      note={noteOf(field)}
    />
  );
  return (
    <form
      aria-label="Your numbers"
      className="@container flex flex-col gap-2"
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="grid @2xl:grid-cols-[7fr_5fr_2fr] @md:grid-cols-2 gap-x-6 gap-y-3">
        <Group title="Work" more={MORE_FIELDS.work.map(draw)}>
          <div className="grid grid-cols-[2fr_3fr] gap-x-3 gap-y-1">{MAIN_FIELDS.work.map(draw)}</div>
        </Group>
        <Group
          title="Where"
          more={
            <>
              <ToggleGroup
                label="Hosts"
                value={numbers.place.hosts}
                options={HOSTS}
                onChange={(hosts) => onChange({ place: { hosts } })}
                className="col-span-2 w-fit"
              />
              {MORE_FIELDS.place.map(draw)}
            </>
          }
        >
          <Platform numbers={numbers} ofRun={own.place ? undefined : ofRun?.place} onChange={onChange} />
          {MAIN_FIELDS.place.map(draw)}
        </Group>
        <Group title="How many" more={MORE_FIELDS.workers.map(draw)}>
          {MAIN_FIELDS.workers.map(draw)}
        </Group>
      </div>
      <Button
        variant="quiet"
        className="self-start"
        icon={<RotateCcw aria-hidden />}
        onClick={onReset}
        disabled={own === NO_NUMBERS}
      >
        {ofRun ? "Reset to your run" : "Reset"}
      </Button>
    </form>
  );
}

interface GroupProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly more: ReactNode;
}

function Group({ title, children, more }: GroupProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-semibold">{title}</legend>
      {children}
      <details className="text-sm">
        <summary className="min-h-6 w-fit content-center text-muted">
          More<span className="sr-only"> fields: {title}</span>
        </summary>
        <div className="grid grid-cols-2 gap-x-3 gap-y-1 pt-1 text-base">{more}</div>
      </details>
    </fieldset>
  );
}

interface PlatformProps {
  readonly numbers: Numbers;
  readonly ofRun: SomeNumbers["place"];
  readonly onChange: (change: SomeNumbers) => void;
}

const OPTIONS = PRESETS.map(({ id, group, label }) => ({ value: id, label, group }));

/** A preset fills all figures of the place; the price stays. */
function Platform({ numbers, ofRun, onChange }: PlatformProps) {
  const { place } = numbers;
  const preset = presetNamed(place.preset);
  return (
    <div className="flex flex-col">
      <span aria-hidden className="text-muted text-sm">
        Platform
      </span>
      <Select
        label="Platform"
        value={place.preset}
        options={OPTIONS}
        onChange={(id) =>
          onChange({
            place: { ...presetNamed(id).place, pricePerHour: place.pricePerHour, cores: place.cores },
          })
        }
        className="w-full"
      />
      <details className="text-muted text-sm">
        <summary className="min-h-6 w-fit content-center">{presetState(place, ofRun)}</summary>
        <p>
          {sourceText(preset)}{" "}
          {preset.source.url && (
            <a href={preset.source.url} target="_blank" rel="noreferrer" className="text-accent underline">
              Source
            </a>
          )}
        </p>
      </details>
    </div>
  );
}
