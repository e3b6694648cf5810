import clsx from "clsx";
import { type ReactNode, useId, useState } from "react";
import { FIELD } from "./field";
import { tip } from "./tip";

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

interface QuantityFieldProps<T> {
  readonly label: string;
  /** The value as text. `read` takes it back. */
  readonly text: string;
  readonly read: (text: string) => Read<T>;
  /** Called with what could be read; what cannot stays in the field with its message, and the last good value counts. */
  readonly onChange: (value: T) => void;
  /** Where the value comes from, under the field. */
  readonly note?: ReactNode;
  /** How it can be written, and what it means. */
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A quantity as people type it, with its unit. The line under it is always there, so that a message moves nothing. */
export function QuantityField<T>({
  label,
  text,
  read,
  onChange,
  note,
  hint,
  disabled,
}: QuantityFieldProps<T>) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  // Half a word is no mistake yet: a message waits until the field is left, or Enter.
  const [isChecked, setChecked] = useState(false);
  const found = draft === undefined ? undefined : read(draft);
  const error = isChecked && found?.ok === false ? found.message : undefined;
  const type = (typed: string): void => {
    setDraft(typed);
    const result = read(typed);
    if (!result.ok) return;
    setChecked(false);
    onChange(result.value);
  };
  return (
    <span className="flex min-w-0 flex-col">
      <label htmlFor={id} className="text-muted text-sm" {...(hint !== undefined && tip(hint))}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? text}
        disabled={disabled}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => {
          setChecked(true);
          setDraft((typed) => (typed !== undefined && read(typed).ok ? undefined : typed));
        }}
        onKeyDown={(event) => event.key === "Enter" && setChecked(true)}
        className={clsx(FIELD, "h-control w-full")}
      />
      <span
        id={`${id}-note`}
        role={error === undefined ? undefined : "alert"}
        className={clsx("min-h-4 text-sm", error === undefined ? "text-muted" : "text-failed")}
      >
        {error ?? note}
      </span>
    </span>
  );
}
