import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type PointerEvent, useRef } from "react";
import { tip } from "@/components/ui/tip";
import type { Order } from "@/lib/analysis/find/order";
import { Head, Row } from "./cells";
import { COLUMN_KINDS, type TreeColumn } from "./columns";

/** A click sorts, the next one turns the order around, the third restores the order of the calls. */
export function nextOrder(order: Order | undefined, column: TreeColumn): Order | undefined {
  const by = COLUMN_KINDS[column].sort;
  // Of figures the largest are looked for, of names the first.
  const first = COLUMN_KINDS[column].end;
  if (order?.by !== by) return { by, descending: first };
  return order.descending === first ? { by, descending: !first } : undefined;
}

interface TreeHeaderProps {
  readonly columns: readonly TreeColumn[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
  /** Width of the names, percent. */
  readonly names: number;
  readonly onNames: (percent: number) => void;
}

export function TreeHeader({ columns, order, onOrder, names, onNames }: TreeHeaderProps) {
  const hasTime = columns.includes("time");
  return (
    <Row aria-rowindex={1} className="relative h-6 border-b bg-subtle text-muted text-sm">
      {columns.map((name) => {
        const { label, tip: words, sort, end } = COLUMN_KINDS[name];
        const isSorted = order?.by === sort && !(name === "time" && columns.includes("start"));
        const Arrow = order?.descending ? ArrowDown : ArrowUp;
        return (
          <Head
            key={name}
            end={end}
            className={clsx("p-0!", name === "name" && "relative")}
            aria-sort={isSorted ? (order.descending ? "descending" : "ascending") : "none"}
          >
            {/* Also in the menu of columns, which keys reach. */}
            <button
              type="button"
              tabIndex={-1}
              onClick={() => onOrder(nextOrder(order, name))}
              className={clsx(
                "flex h-full min-w-0 flex-1 items-center gap-1 hover:bg-hover hover:text-text",
                end ? "flex-row-reverse pr-2" : name === "name" ? "pl-7" : "pl-2",
              )}
              {...tip(`${words}. Click to sort`)}
            >
              <span className="truncate">{label}</span>
              {isSorted && <Arrow aria-hidden className="size-3 shrink-0" />}
            </button>
            {name === "name" && hasTime && <Divider names={names} onNames={onNames} />}
          </Head>
        );
      })}
    </Row>
  );
}

const NAMES_MIN = 10;
const NAMES_MAX = 90;

/** Between names and time scale. Not for keys: there is nothing that only a wider column shows. */
function Divider({ names, onNames }: Pick<TreeHeaderProps, "names" | "onNames">) {
  const dragged = useRef<{ readonly x: number; readonly names: number; readonly width: number } | undefined>(
    undefined,
  );
  const press = (event: PointerEvent<HTMLSpanElement>): void => {
    const width = event.currentTarget.closest("[role=row]")?.clientWidth ?? 1;
    dragged.current = { x: event.clientX, names, width };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const move = (event: PointerEvent<HTMLSpanElement>): void => {
    const from = dragged.current;
    if (!from) return;
    const percent = from.names + ((event.clientX - from.x) / from.width) * 100;
    onNames(Math.min(NAMES_MAX, Math.max(NAMES_MIN, Math.round(percent * 10) / 10)));
  };
  return (
    <span
      aria-hidden
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={() => {
        dragged.current = undefined;
      }}
      className="absolute top-0 -right-1.5 z-10 h-full w-3 cursor-col-resize touch-none before:absolute before:inset-y-1 before:left-1.5 before:border-l hover:before:border-line-strong"
    />
  );
}
