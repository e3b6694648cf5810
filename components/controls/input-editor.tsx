import clsx from "clsx";
import { type KeyboardEvent, useId, useState } from "react";
import { FIELD } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { sameValue } from "@/lib/app/documents/document";
import { formatPlural } from "@/lib/base/format";
import { formatInput, parseInput } from "@/lib/language/typescript/inputs";
import type { InputField } from "@/lib/language/typescript/program";

export interface InputEditorProps {
  readonly field: InputField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A short value has room for its description next to it; the other editors show it themselves. */
export const isShort = ({ type }: InputField): boolean => type === "number" || type === "boolean";

/** The editor that fits the field's type; JSON where the value is of another. */
export function InputEditor({ field, value, onChange }: InputEditorProps) {
  const { name, type } = field;
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
  return <TextEditor field={field} value={value} onChange={onChange} />;
}

function hintOf({ type, description }: InputField, value: unknown): string {
  const length = Array.isArray(value) ? value.length : 0;
  const form =
    type === "numbers"
      ? `${formatPlural(length, "number")}; 1..100 is a range`
      : type === "strings"
        ? `${formatPlural(length, "text")}, one a line`
        : type === "string"
          ? "text"
          : "JSON";
  return description === undefined ? form : `${description} (${form})`;
}

/** A value as text: what cannot be read stays as it was typed, with its message, and changes nothing. */
function TextEditor({ field, value, onChange }: InputEditorProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const typed = draft === undefined ? undefined : parseInput(field, draft);
  const error = typed && !typed.ok ? typed.message : undefined;
  const text = draft ?? (value === undefined ? "" : formatInput(field, value));
  const oneLine = field.type === "numbers";
  const props = {
    id,
    "aria-label": field.name,
    "aria-describedby": `${id}-hint`,
    "aria-invalid": error !== undefined || undefined,
    value: text,
    spellCheck: false,
    autoComplete: "off",
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setDraft(event.target.value);
      const next = parseInput(field, event.target.value);
      if (next.ok && !sameValue(next.value, value)) onChange(next.value);
    },
    // Only what was understood is put in order.
    onBlur: () => setDraft((kept) => (kept !== undefined && parseInput(field, kept).ok ? undefined : kept)),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Escape" && error !== undefined) setDraft(undefined);
    },
    className: clsx(FIELD, "w-full", field.type === "json" && "font-mono text-code"),
  };
  return (
    <span className="flex w-full max-w-120 flex-col gap-1">
      {oneLine ? (
        <input {...props} type="text" className={clsx(props.className, "h-control")} />
      ) : (
        <textarea
          {...props}
          rows={Math.min(8, text.split("\n").length + 1)}
          className={clsx(props.className, "py-1")}
        />
      )}
      <span
        id={`${id}-hint`}
        role={error === undefined ? undefined : "alert"}
        className={clsx("text-sm", error === undefined ? "text-muted" : "text-failed")}
      >
        {error ?? hintOf(field, value)}
      </span>
    </span>
  );
}
