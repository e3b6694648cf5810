import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Kbd } from "./kbd";

export interface ButtonProps extends ComponentProps<"button"> {
  /** "primary" at most once a view. Default "secondary". */
  readonly variant?: "primary" | "secondary" | "quiet" | "danger";
  readonly icon?: ReactNode;
  /** Shown beside the label, such as "Mod+Enter". It is told, not bound, here. */
  readonly keys?: string;
}

const VARIANTS = {
  primary: "border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover",
  secondary: "border-line bg-surface text-text enabled:hover:bg-hover",
  quiet: "border-transparent text-text enabled:hover:bg-hover",
  danger: "border-line bg-surface text-failed enabled:hover:bg-failed-soft",
} as const;

export function Button({ variant = "secondary", icon, keys, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        "inline-flex h-control shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border px-2.5 font-medium transition-colors duration-100 disabled:text-muted disabled:opacity-60 [&_svg]:size-3.5 [&_svg]:shrink-0",
        VARIANTS[variant],
        className,
      )}
    >
      {icon}
      {children}
      {keys && <Kbd keys={keys} quiet />}
    </button>
  );
}
