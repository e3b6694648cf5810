import clsx from "clsx";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { TableData } from "./table-data";

/** The figures of a chart. Scrolls sideways inside itself where there is no room. */
export function DataTable({
  table,
  className,
}: {
  readonly table: TableData;
  readonly className?: string | undefined;
}) {
  return (
    <ScrollRegion label={table.caption} className={className}>
      <table className="w-max min-w-[min(100%,44rem)] border-collapse">
        <caption className="sr-only">{table.caption}</caption>
        <thead>
          <tr className="border-b text-muted text-sm">
            {table.columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={clsx(
                  "whitespace-nowrap px-2 py-1 font-normal first:sticky first:left-0 first:bg-surface first:pl-0",
                  column.numeric ? "text-right" : "text-left",
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => {
            const [head, ...rest] = row;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and no state
              <tr key={at} className="h-row border-b last:border-b-0">
                <th
                  scope="row"
                  className="sticky left-0 whitespace-nowrap bg-surface py-1 pr-2 text-left font-normal"
                >
                  {head?.text}
                </th>
                {rest.map((each, column) => (
                  <td
                    key={table.columns[column + 1]?.label ?? column}
                    className={clsx(
                      "px-2 py-1",
                      table.columns[column + 1]?.numeric ? "whitespace-nowrap text-right" : "text-left",
                    )}
                  >
                    {each.text}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
