import clsx from "clsx";
import type { ReactNode } from "react";

interface ScrollRegionProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Scrolls sideways inside itself, so that the page does not. Reached and moved by keys. */
export function ScrollRegion({ label, children, className }: ScrollRegionProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys
      tabIndex={0}
      className={clsx("scroll-hint overflow-x-auto [--hint:var(--surface)]", className)}
    >
      {children}
    </section>
  );
}
