import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { getOrCreate } from "@/lib/base/get-or-create";
import { FIELD } from "./field";

export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Options of one group, next to each other, have a heading. */
  readonly group?: string;
}

export interface SelectProps<T extends string>
  extends Omit<ComponentProps<"select">, "value" | "onChange" | "aria-label"> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
  readonly onChange: (value: T) => void;
}

/** The platform's own select: no script, and at home on a phone. For actions, or entries with descriptions, take `Menu`. */
export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <span className={clsx("relative inline-flex", className)}>
      <select
        {...rest}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        className={clsx(FIELD, "h-control w-full appearance-none pr-7")}
      >
        {grouped(options).map(([group, some]) => {
          const drawn = some.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ));
          return group === undefined ? (
            drawn
          ) : (
            <optgroup key={group} label={group}>
              {drawn}
            </optgroup>
          );
        })}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-1.5 my-auto size-4 text-muted"
      />
    </span>
  );
}

function grouped<T extends string>(options: readonly SelectOption<T>[]) {
  const groups = new Map<string | undefined, SelectOption<T>[]>();
  for (const option of options) getOrCreate(groups, option.group, (): SelectOption<T>[] => []).push(option);
  return [...groups];
}
