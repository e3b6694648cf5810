import clsx from "clsx";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StrategyGlyph } from "@/components/ui/strategy-glyph";
import { Explanation, Term } from "@/components/ui/term";
import type { TableCell, TableColumn, TableData, TableRow } from "./table-data";

interface DataTableProps {
  readonly table: TableData;
  readonly className?: string | undefined;
}

export function DataTable({ table, className }: DataTableProps) {
  return (
    <ScrollRegion label={table.caption} className={clsx("@container", className)}>
      <table className="w-[min(100%,44rem)] border-collapse">
        <caption className="sr-only">{table.caption}</caption>
        <thead>
          <tr className="border-b text-muted text-sm">
            {table.columns.map((column) =>
              column.label === "" ? (
                <td key="" className="sticky left-0 bg-surface" />
              ) : (
                <th
                  key={column.label}
                  scope="col"
                  className={clsx(
                    "whitespace-nowrap px-2 py-1 font-normal first:sticky first:left-0 first:bg-surface first:pl-0",
                    column.numeric ? "text-right" : "text-left",
                  )}
                >
                  {column.strategy && (
                    <StrategyGlyph strategy={column.strategy} className="mr-1 mb-0.5 inline" />
                  )}
                  {column.label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and no state
            <Row key={at} row={row} columns={table.columns} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Characters up to which a text stays on one line. */
const ONE_LINE_MAX_LENGTH = 12;

const wraps = ({ value, text }: TableCell): boolean =>
  typeof value !== "number" && text.length > ONE_LINE_MAX_LENGTH;

function Row({ row, columns }: { readonly row: TableRow; readonly columns: readonly TableColumn[] }) {
  const [head, ...rest] = row;
  if (rest.length === 0 && columns.length > 1) {
    return (
      <tr className="border-b">
        <th scope="rowgroup" colSpan={columns.length} className="pt-4 pb-1 text-left font-semibold">
          {head?.text}
        </th>
      </tr>
    );
  }
  return (
    <tr className="h-row border-b last:border-b-0">
      <th
        scope="row"
        className={clsx(
          "sticky left-0 max-w-36 bg-surface py-1 pr-2 text-left font-normal @lg:min-w-44 @lg:max-w-64",
          head && !wraps(head) && "whitespace-nowrap",
        )}
      >
        {head?.term ? (
          <Term name={head.term}>{head.text}</Term>
        ) : head?.about ? (
          <Explanation text={head.about}>{head.text}</Explanation>
        ) : (
          head?.text
        )}
      </th>
      {rest.map((each, at) => (
        <td
          key={columns[at + 1]?.label ?? at}
          className={clsx(
            "px-2 py-1",
            columns[at + 1]?.numeric ? "text-right" : "text-left",
            wraps(each) ? "min-w-20 max-w-52" : "whitespace-nowrap",
          )}
        >
          {each.text}
        </td>
      ))}
    </tr>
  );
}
