"use client";

import clsx from "clsx";
import { type KeyboardEvent, useId, useState } from "react";
import { FIELD } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { sameValue } from "@/lib/playground/document";
import type { InputField } from "@/lib/program/program";
import { parseNumbers, parseStrings, writeNumbers, writeStrings } from "./list-text";

export interface InputEditorProps {
  readonly field: InputField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

const isList = <T,>(value: unknown, is: (item: unknown) => item is T): value is readonly T[] =>
  Array.isArray(value) && value.every(is);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isLine = (value: unknown): value is string => typeof value === "string" && !value.includes("\n");

/** The editor that fits the field's type; JSON where the value is of another. */
export function InputEditor({ field, value, onChange }: InputEditorProps) {
  const { name, type } = field;
  if (type === "number" && isNumber(value)) {
    return <NumberField label={name} hideLabel value={value} onChange={onChange} width="w-28" />;
  }
  if (type === "boolean" && typeof value === "boolean") {
    return <Switch label={<span className="sr-only">{name}</span>} checked={value} onChange={onChange} />;
  }
  if (type === "string" && isLine(value)) {
    return <TextField label={name} hideLabel value={value} onChange={onChange} className="w-full max-w-80" />;
  }
  if (type === "numbers" && isList(value, isNumber)) {
    return (
      <TextEditor
        name={name}
        value={value}
        onChange={onChange}
        write={writeNumbers}
        read={parseNumbers}
        hint={`${value.length} ${value.length === 1 ? "number" : "numbers"}; 1..100 is a range`}
      />
    );
  }
  if (type === "strings" && isList(value, isLine)) {
    return (
      <TextEditor
        name={name}
        value={value}
        onChange={onChange}
        write={writeStrings}
        read={(text) => ({ ok: true, value: parseStrings(text) })}
        hint={`${value.length} ${value.length === 1 ? "text" : "texts"}, one a line`}
        multiline
      />
    );
  }
  return (
    <TextEditor
      name={name}
      value={value}
      onChange={onChange}
      write={writeJson}
      read={parseJson}
      hint="JSON"
      multiline
      mono
    />
  );
}

const writeJson = (value: unknown): string =>
  value === undefined ? "" : JSON.stringify(value, undefined, JSON.stringify(value).length > 60 ? 2 : 0);

function parseJson(text: string): ReadText<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `This is not JSON: ${reason}` };
  }
}

type ReadText<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

interface TextEditorProps<T> {
  readonly name: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly write: (value: T) => string;
  readonly read: (text: string) => ReadText<T>;
  readonly hint: string;
  readonly multiline?: boolean;
  readonly mono?: boolean;
}

/** A value as text: what cannot be read stays as it was typed, with its message, and changes nothing. */
function TextEditor<T>({ name, value, onChange, write, read, hint, multiline, mono }: TextEditorProps<T>) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const typed = draft === undefined ? undefined : read(draft);
  const error = typed && !typed.ok ? typed.message : undefined;
  const text = draft ?? write(value);
  const props = {
    id,
    "aria-label": name,
    "aria-describedby": `${id}-hint`,
    "aria-invalid": error !== undefined || undefined,
    value: text,
    spellCheck: false,
    autoComplete: "off",
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setDraft(event.target.value);
      const next = read(event.target.value);
      if (next.ok && !sameValue(next.value, value)) onChange(next.value);
    },
    // Only what was understood is put in order.
    onBlur: () => setDraft((kept) => (kept !== undefined && read(kept).ok ? undefined : kept)),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Escape" && error !== undefined) setDraft(undefined);
    },
    className: clsx(FIELD, "w-full", mono && "font-mono text-code"),
  };
  return (
    <span className="flex w-full max-w-120 flex-col gap-1">
      {multiline ? (
        <textarea
          {...props}
          rows={Math.min(8, text.split("\n").length + 1)}
          className={clsx(props.className, "py-1")}
        />
      ) : (
        <input {...props} type="text" className={clsx(props.className, "h-control")} />
      )}
      <span
        id={`${id}-hint`}
        role={error === undefined ? undefined : "alert"}
        className={clsx("text-sm", error === undefined ? "text-muted" : "text-failed")}
      >
        {error ?? hint}
      </span>
    </span>
  );
}
