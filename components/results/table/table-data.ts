import { csvCell } from "@/lib/trace/export-csv";

/** A table apart from how it is drawn: shown beside a chart, copied, saved. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** A row of one cell is the head of those after it. */
  readonly rows: readonly TableRow[];
}

export type TableRow = readonly TableCell[];

export interface TableColumn {
  readonly label: string;
  /** Figures stand at the right. */
  readonly numeric?: boolean;
}

export interface TableCell {
  /** As a machine reads it; times in ms, sizes in bytes. */
  readonly value: string | number | null;
  /** As a person reads it. */
  readonly text: string;
}

export const cell = (value: string | number | null, text = String(value ?? "")): TableCell => ({
  value,
  text,
});

/** RFC 4180. */
export function toCsv({ columns, rows }: TableData): string {
  const head = columns.map((column) => csvCell(column.label)).join(",");
  return [
    head,
    ...rows.map((row) =>
      padded(row, columns.length)
        .map((each) => csvCell(Number.isNaN(each.value) ? "" : (each.value ?? "")))
        .join(","),
    ),
  ].join("\r\n");
}

const markdownCell = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replace(/\s+/g, " ");

const padded = (row: TableRow, length: number): TableRow =>
  row.length < length ? [...row, ...Array.from({ length: length - row.length }, () => cell(null, ""))] : row;

/** A table in GitHub's Markdown. */
export function toMarkdown({ columns, rows }: TableData): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map((column) => markdownCell(column.label))),
    line(columns.map((column) => (column.numeric ? "---:" : "---"))),
    ...rows.map((row) => line(padded(row, columns.length).map((each) => markdownCell(each.text)))),
  ].join("\n");
}

/** One object a row, by column. */
export function toJson({ columns, rows }: TableData): string {
  const whole = rows.filter((row) => row.length === columns.length);
  const records = whole.map((row) =>
    Object.fromEntries(row.map((each, at) => [columns[at]?.label ?? String(at), each.value])),
  );
  return JSON.stringify(records, null, 2);
}
