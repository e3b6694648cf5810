import { loaded } from "@/components/ui/loaded";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { isHardText } from "@/lib/base/hard-text";
import { tameText } from "@/lib/base/tame-text";
import type { InputField } from "@/lib/language/program";

/** Reads and writes lists and JSON, which few programs take as inputs. */
const InputTextEditor = loaded(
  async () => ({ default: (await import("./input-text-editor")).InputTextEditor }),
  <span className="h-control" />,
);

/** UTF-16 units. */
const SHOWN_CHOICE = 100;

export interface InputEditorProps {
  readonly field: InputField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A short value has room for its description next to it; the other editors show it themselves. */
export const isShort = ({ type }: InputField): boolean => type === "number" || type === "boolean";

/** Of a value from a link or a program's own default, which may be a stranger's. */
const isHard = (value: unknown): boolean =>
  typeof value === "string"
    ? isHardText(value)
    : typeof value === "object" && isHardText(JSON.stringify(value) ?? "");

/** The editor that fits the field's type; JSON where the value is of another. */
export function InputEditor({ field, value, onChange }: InputEditorProps) {
  const { name, type, choices } = field;
  if (isHard(value)) {
    return (
      <span className="text-muted text-sm">
        This text is too hard for a browser to show. Change it in the program.
      </span>
    );
  }
  if (choices) {
    const options = choices.map((each) => ({ value: each, label: tameText(each, SHOWN_CHOICE) }));
    return <Select label={name} value={String(value)} options={options} onChange={onChange} />;
  }
  if (type === "number" && typeof value === "number" && Number.isFinite(value)) {
    return <NumberField label={name} hideLabel value={value} onChange={onChange} width="w-28" />;
  }
  if (type === "boolean" && typeof value === "boolean") {
    return <Switch label={<span className="sr-only">{name}</span>} checked={value} onChange={onChange} />;
  }
  if (type === "string" && typeof value === "string" && !value.includes("\n")) {
    return (
      <span className="flex w-full flex-col gap-1">
        <TextField label={name} hideLabel value={value} onChange={onChange} className="w-full max-w-120" />
        {field.description && <span className="text-muted text-sm">{field.description}</span>}
      </span>
    );
  }
  return <InputTextEditor field={field} value={value} onChange={onChange} />;
}
