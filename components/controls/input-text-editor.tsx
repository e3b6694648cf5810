import clsx from "clsx";
import { type KeyboardEvent, useId, useState } from "react";
import { FIELD } from "@/components/ui/field";
import { sameValue } from "@/lib/app/documents/document";
import { formatPlural } from "@/lib/base/format";
import { formatInput, parseInput } from "@/lib/language/inputs";
import type { InputField } from "@/lib/language/program";
import type { InputEditorProps } from "./input-editor";

function hintOf({ type, description }: InputField, value: unknown): string {
  const length = Array.isArray(value) ? value.length : 0;
  const form =
    type === "numbers"
      ? `${formatPlural(length, "number")}; ranges such as 1..100 work`
      : type === "strings"
        ? `${formatPlural(length, "string")}, one per line`
        : type === "string"
          ? "text"
          : "JSON";
  return description === undefined ? form : `${description} (${form})`;
}

/** A value as text: what cannot be read stays as it was typed, with its message, and changes nothing. */
export function InputTextEditor({ field, value, onChange }: InputEditorProps) {
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
