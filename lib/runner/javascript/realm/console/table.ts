import { show } from "./show";

const MAX_ROWS = 200;
const MAX_COLUMNS = 20;
const INDEX = "(index)";
const VALUE = "Value";

/** Rows of a table: of a list, map, set or object. */
function rowsOf(data: object): (readonly [index: string, row: unknown])[] {
  const rows: (readonly [string, unknown])[] = [];
  const entries: Iterable<readonly [unknown, unknown]> =
    data instanceof Map ? data.entries() : data instanceof Set ? [...data].entries() : Object.entries(data);
  for (const [index, row] of entries) {
    if (rows.length === MAX_ROWS) break;
    rows.push([typeof index === "string" ? index : show(index), row]);
  }
  return rows;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** `console.table` as text. Undefined for what has no rows. @param columns to show; default: all */
export function tableText(data: unknown, columns: unknown): string | undefined {
  if (!isRecord(data)) return undefined;
  const rows = rowsOf(data);
  const names = new Set<string>();
  let hasValues = false;
  for (const [, row] of rows) {
    if (!isRecord(row)) hasValues = true;
    else for (const name of Object.keys(row)) if (names.size < MAX_COLUMNS) names.add(name);
  }
  const shown = Array.isArray(columns) ? columns.slice(0, MAX_COLUMNS).map(String) : [...names];
  const lines = [
    [INDEX, ...shown, ...(hasValues ? [VALUE] : [])],
    ...rows.map(([index, row]) => [
      index,
      ...shown.map((name) => (isRecord(row) && Object.hasOwn(row, name) ? show(row[name]) : "")),
      ...(hasValues ? [isRecord(row) ? "" : show(row)] : []),
    ]),
  ];
  return drawn(lines);
}

function drawn([head = [], ...body]: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(...[head, ...body].map((line) => line[at]?.length ?? 0)));
  const border = (left: string, between: string, right: string) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(between) + right;
  const line = (cells: readonly string[]) =>
    `│${widths.map((width, at) => ` ${(cells[at] ?? "").padEnd(width)} `).join("│")}│`;
  return [
    border("┌", "┬", "┐"),
    line(head),
    border("├", "┼", "┤"),
    ...body.map(line),
    border("└", "┴", "┘"),
  ].join("\n");
}
