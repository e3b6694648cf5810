import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { FIELD } from "./field";

export interface TextFieldProps extends Omit<ComponentProps<"input">, "onChange" | "value"> {
  readonly label: string;
  /** The label is for screen readers only, where what stands around says it. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: ReactNode;
}

export function TextField({ label, hideLabel, value, onChange, icon, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <span className={clsx("inline-flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={clsx(hideLabel ? "sr-only" : "text-muted text-sm")}>
        {label}
      </label>
      <span className="relative flex">
        {icon && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-2 flex items-center text-muted [&_svg]:size-4"
          >
            {icon}
          </span>
        )}
        <input
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={clsx(FIELD, "h-control w-full", icon && "pl-7")}
        />
      </span>
    </span>
  );
}
