// biome-ignore-all lint/a11y/useSemanticElements: only the rows in view are drawn, and each is a grid of its own; a table can be neither
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row by aria-activedescendant
import clsx from "clsx";
import type { ComponentProps } from "react";

interface CellProps extends ComponentProps<"div"> {
  /** For figures. */
  readonly end?: boolean;
  /** Its contents are positioned in it. */
  readonly ground?: boolean;
}

const cell = ({ end, ground, className }: CellProps): string =>
  clsx(
    "flex min-w-0 items-center gap-1.5",
    ground ? "keep-colors relative mx-2" : "px-2",
    end && "justify-end",
    className,
  );

export const RowGroup = (props: ComponentProps<"div">) => <div role="rowgroup" {...props} />;

/** Header and rows share the columns that the tree sets, so that they align. */
export const Row = ({ className, ...props }: ComponentProps<"div">) => (
  <div
    role="row"
    className={clsx("grid grid-cols-(--tree-columns) items-stretch whitespace-nowrap", className)}
    {...props}
  />
);

export const Cell = ({ end, ground, className, ...props }: CellProps) => (
  <div role="gridcell" className={cell({ end, ground, className })} {...props} />
);

export const Head = ({ end, ground, className, ...props }: CellProps) => (
  <div role="columnheader" className={cell({ end, ground, className })} {...props} />
);
