import { Columns3 } from "lucide-react";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { Order } from "@/lib/analysis/find/order";
import { COLUMN_KINDS, TREE_COLUMNS, type TreeColumn } from "./columns";
import { nextOrder } from "./tree-header";

interface ColumnsMenuProps {
  /** Those in view. */
  readonly columns: readonly TreeColumn[];
  /** What the reader chose; undefined: by the room that there is. */
  readonly chosen: readonly string[] | undefined;
  readonly onChoose: (columns: readonly string[] | undefined) => void;
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

/** Which columns there are, and by which the calls of each caller are sorted. */
export function ColumnsMenu({ columns, chosen, onChoose, order, onOrder }: ColumnsMenuProps) {
  const wanted: readonly string[] = chosen ?? columns;
  const sortable = TREE_COLUMNS.filter((name) => name !== "time");
  const entries: readonly MenuEntry[] = [
    { type: "heading", label: "Columns" },
    { label: "By the width", checked: chosen === undefined, onSelect: () => onChoose(undefined) },
    ...TREE_COLUMNS.filter((name) => name !== "name").map((name) => ({
      label: COLUMN_KINDS[name].label,
      checked: wanted.includes(name),
      onSelect: () =>
        onChoose(wanted.includes(name) ? wanted.filter((each) => each !== name) : [...wanted, name]),
    })),
    { type: "separator" },
    { label: "In the order of the calls", checked: order === undefined, onSelect: () => onOrder(undefined) },
    ...sortable.map((name) => ({
      label: `Sort by ${COLUMN_KINDS[name].label.toLowerCase()}`,
      checked: order?.by === COLUMN_KINDS[name].sort,
      onSelect: () => onOrder(nextOrder(order, name)),
    })),
  ];
  return <Menu label="Columns" iconOnly icon={<Columns3 />} align="end" entries={entries} />;
}
