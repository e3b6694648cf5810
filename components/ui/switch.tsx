import clsx from "clsx";
import { Root, Thumb } from "radix-ui/switch";
import { type ReactNode, useId } from "react";

export interface SwitchProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly className?: string;
}

export function Switch({ label, checked, onChange, disabled, className }: SwitchProps) {
  const id = useId();
  return (
    <span className={clsx("inline-flex min-h-6 items-center gap-2", className)}>
      <Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled ?? false}
        className="relative h-4 w-7 shrink-0 rounded-full bg-line-strong transition-colors duration-100 disabled:opacity-50 data-[state=checked]:bg-accent"
      >
        <Thumb className="block size-3 translate-x-0.5 rounded-full bg-surface transition-transform duration-100 data-[state=checked]:translate-x-3.5" />
      </Root>
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
