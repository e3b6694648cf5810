import clsx from "clsx";
import { type KeyboardEvent, useId, useState } from "react";
import type { TipName } from "@/lib/model/tips";
import { FIELD } from "./field";
import { clampNumber, type NumberBounds, parseNumber } from "./number-text";
import { namedTip } from "./tip";

export interface NumberFieldProps extends NumberBounds {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: number;
  /** Called with a number inside the bounds; what cannot be read stays in the field with its message. */
  readonly onChange: (value: number) => void;
  /** Of the arrow keys; Shift makes it ten times as large. Default 1. */
  readonly step?: number;
  /** Stands behind the number, such as "ms". */
  readonly unit?: string;
  readonly disabled?: boolean;
  /** Stands in the empty field where the value is 0, which means that it is not known. */
  readonly placeholder?: string;
  /**
   * A number outside the bounds becomes the nearest one inside when the field is left, and the message is for screen readers: where
   * there is no room for it.
   */
  readonly clamps?: boolean;
  readonly className?: string;
  /** The name of its tooltip. */
  readonly about?: TipName;
  /** Tailwind width of the input. Default "w-20". */
  readonly width?: string;
}

export function NumberField({
  label,
  hideLabel,
  value,
  onChange,
  step = 1,
  unit,
  disabled,
  placeholder,
  clamps = false,
  className,
  about,
  width = "w-20",
  ...bounds
}: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const read = draft === null ? null : parseNumber(draft, bounds);
  const error = read && !read.ok ? read.message : undefined;

  const type = (text: string): void => {
    setDraft(text);
    const result = parseNumber(text, bounds);
    if (result.ok && result.value !== value) onChange(result.value);
  };
  const leave = (): void => {
    if (draft === null || (error !== undefined && !clamps)) return;
    const nearest = clampNumber(draft, bounds);
    if (nearest !== undefined && nearest !== value) onChange(nearest);
    setDraft(null);
  };
  const nudge = (event: KeyboardEvent): void => {
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const size = step * (event.shiftKey ? 10 : 1);
    const next = Math.min(
      bounds.max ?? Number.POSITIVE_INFINITY,
      Math.max(bounds.min ?? Number.NEGATIVE_INFINITY, value + direction * size),
    );
    setDraft(null);
    // Steps of 0.1 would otherwise leave 0.30000000000000004.
    if (next !== value) onChange(Number(next.toPrecision(12)));
  };

  return (
    <span className={clsx("inline-flex flex-col gap-1", className)}>
      <span className="inline-flex items-center gap-1.5">
        <label htmlFor={id} className={clsx(hideLabel ? "sr-only" : "text-muted")}>
          {label}
        </label>
        <input
          id={id}
          type="text"
          role="spinbutton"
          inputMode="decimal"
          autoComplete="off"
          value={draft ?? (placeholder !== undefined && value === 0 ? "" : String(value))}
          placeholder={placeholder}
          disabled={disabled}
          aria-valuenow={value}
          aria-valuemin={bounds.min}
          aria-valuemax={bounds.max}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={(event) => type(event.target.value)}
          onKeyDown={nudge}
          // Only what can be read is put in order; an error keeps the text that caused it.
          onBlur={leave}
          {...(about !== undefined && namedTip(about))}
          className={clsx(FIELD, "h-control text-right", width)}
        />
        {unit && <span className="text-muted">{unit}</span>}
      </span>
      {error !== undefined && (
        <span id={`${id}-error`} role="alert" className={clamps ? "sr-only" : "text-failed text-sm"}>
          {error}
        </span>
      )}
    </span>
  );
}
