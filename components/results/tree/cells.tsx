// biome-ignore-all lint/a11y/useSemanticElements: only the rows in view are drawn, and each is a grid of its own; a table can be neither
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row by aria-activedescendant
import clsx from "clsx";
import type { ComponentProps } from "react";

/**
 * The tree's columns by the room that its container has: name and duration always, from 32 rem on also the time scale
 * and the worker, from 60 rem on all seven. Header and rows share this grid, so that their columns align.
 */
const GRID =
  "grid grid-cols-[minmax(0,1fr)_5.5rem] @lg:grid-cols-[minmax(14rem,2fr)_minmax(5rem,1fr)_5.5rem_4.5rem] @min-[60rem]:grid-cols-[minmax(18rem,2.2fr)_6.5rem_minmax(6rem,1fr)_5.5rem_5rem_4.5rem_5.5rem]";

const SHOWN = { always: "flex", medium: "hidden @lg:flex", wide: "hidden @min-[60rem]:flex" } as const;

interface CellProps extends ComponentProps<"div"> {
  /** The width from which it is shown. Default "always". */
  readonly shown?: keyof typeof SHOWN;
  /** For figures. */
  readonly end?: boolean;
  /** Its contents are positioned in it. */
  readonly ground?: boolean;
}

const cell = ({ shown = "always", end, ground, className }: CellProps): string =>
  clsx(
    "min-w-0 items-center gap-1.5",
    ground ? "keep-colors relative mx-2" : "px-2",
    SHOWN[shown],
    end && "justify-end",
    className,
  );

export const RowGroup = (props: ComponentProps<"div">) => <div role="rowgroup" {...props} />;

export const Row = ({ className, ...props }: ComponentProps<"div">) => (
  <div role="row" className={clsx(GRID, "items-stretch whitespace-nowrap", className)} {...props} />
);

export const Cell = ({ shown, end, ground, className, ...props }: CellProps) => (
  <div role="gridcell" className={cell({ shown, end, ground, className })} {...props} />
);

export const Head = ({ shown, end, className, ...props }: CellProps) => (
  <div role="columnheader" className={cell({ shown, end, className })} {...props} />
);
