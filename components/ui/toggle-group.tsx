import clsx from "clsx";
import { Item, Root } from "radix-ui/toggle-group";
import type { ReactNode } from "react";
import { tip } from "./tip";

export interface ToggleOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly tip?: string;
}

interface Common<T extends string> {
  readonly label: string;
  readonly options: readonly ToggleOption<T>[];
  readonly className?: string;
}

const ROOT = "inline-flex h-control shrink-0 items-stretch rounded-md border bg-surface p-px";
const ITEM =
  "inline-flex items-center gap-1.5 rounded-sm px-2 text-muted transition-colors duration-100 enabled:hover:text-text disabled:opacity-50 data-[state=on]:bg-pressed data-[state=on]:text-text [&_svg]:size-3.5";

/** A box as of a checkbox: any number of them may be on. */
const CHECKED_ITEM = `${ITEM} before:size-2.5 before:rounded-xs before:border before:border-line-strong data-[state=on]:before:border-accent data-[state=on]:before:bg-accent`;

function items<T extends string>(options: readonly ToggleOption<T>[], className = ITEM): ReactNode {
  return options.map((option) => (
    <Item
      key={option.value}
      value={option.value}
      className={className}
      {...(option.tip ? tip(option.tip) : {})}
    >
      {option.label}
    </Item>
  ));
}

/** One of several: one tab stop, arrows move. */
export function ToggleGroup<T extends string>({
  label,
  options,
  className,
  value,
  onChange,
}: Common<T> & { readonly value: T; readonly onChange: (value: T) => void }) {
  const change = (next: string): void => {
    const chosen = options.find((option) => option.value === next);
    // Radix gives "" when the chosen one is pressed again: one stays chosen here.
    if (chosen) onChange(chosen.value);
  };
  return (
    <Root
      type="single"
      role="radiogroup"
      aria-label={label}
      value={value}
      onValueChange={change}
      className={clsx(ROOT, className)}
    >
      {items(options)}
    </Root>
  );
}

/** Any of several, in the order of `options`. */
export function ToggleSet<T extends string>({
  label,
  options,
  className,
  value,
  onChange,
}: Common<T> & { readonly value: readonly T[]; readonly onChange: (value: T[]) => void }) {
  const change = (next: readonly string[]): void =>
    onChange(options.filter((option) => next.includes(option.value)).map((option) => option.value));
  return (
    <Root
      type="multiple"
      aria-label={label}
      value={[...value]}
      onValueChange={change}
      className={clsx(ROOT, className)}
    >
      {items(options, CHECKED_ITEM)}
    </Root>
  );
}
