import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { tip } from "./tip";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  /** What it does: its accessible name, and its tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly children: ReactNode;
  /** For a button that stays down. */
  readonly pressed?: boolean;
  /** 28 px, or 24 px inside rows. Default "md". */
  readonly size?: "sm" | "md";
}

export function IconButton({
  label,
  keys,
  pressed,
  size = "md",
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      {...tip(label, keys)}
      {...rest}
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 enabled:hover:bg-hover enabled:hover:text-text disabled:opacity-50 [&_svg]:size-4",
        size === "sm" ? "size-6" : "size-control",
        pressed && "bg-pressed text-text",
        className,
      )}
    >
      {children}
    </button>
  );
}
