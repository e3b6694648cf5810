import clsx from "clsx";
import type { ReactNode } from "react";

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What would stand here, and how to get it. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div
      className={clsx(
        "flex h-full min-h-40 flex-col items-center justify-center gap-2 p-6 text-center",
        className,
      )}
    >
      {icon && (
        <span aria-hidden className="text-muted [&_svg]:size-5">
          {icon}
        </span>
      )}
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-96 text-muted">{children}</div>}
      {actions && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
