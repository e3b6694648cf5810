import { formatCount, NONE, type Scale } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { TermName } from "@/lib/model/terms";
import { csvCell } from "@/lib/trace/export/csv";

/** A table, however it is used: shown with a chart, copied or saved. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** A row of one cell is a heading for those after it. */
  readonly rows: readonly TableRow[];
}

export type TableRow = readonly TableCell[];

export interface TableColumn {
  readonly label: string;
  /** Of the values, where each text has its own unit. For files. */
  readonly unit?: string;
  /** Figures are aligned to the right. */
  readonly numeric?: boolean;
  /** Its sign stands before the label. */
  readonly strategy?: StrategyName;
}

export interface TableCell {
  /** For files, in the unit that its column or its row names. */
  readonly value: string | number | null;
  readonly text: string;
  /** What its text means, where readers may not know. */
  readonly term?: TermName;
  /** The same for what is no term. */
  readonly about?: string;
}

export const cell = (value: string | number | null, text = String(value ?? "")): TableCell => ({
  value,
  text,
});

export const counted = (value: number): TableCell => cell(value, formatCount(value));

/** A time or a size in a column of one unit, with all digits for files. @param value in ms or bytes */
export function cellIn(scale: Scale, value: number | undefined): TableCell {
  if (value === undefined || !Number.isFinite(value)) return cell(null, NONE);
  return cell(Number((value / scale.size).toPrecision(12)), scale.formatFine(value));
}

/** A table with a row for each item. @param columns heading, and what is shown of an item; all but the first are figures */
export function tableOf<T>(
  caption: string,
  items: readonly T[],
  columns: readonly (readonly [label: string, show: (item: T, at: number) => TableCell])[],
): TableData {
  return {
    caption,
    columns: columns.map(([label], at) => ({ label, numeric: at > 0 })),
    rows: items.map((item, row) => columns.map(([, show]) => show(item, row))),
  };
}

/** The column of row headings has no visible label, but needs one in files. */
const headOf = ({ label, unit }: TableColumn): string =>
  label === "" ? "Figure" : unit === undefined ? label : `${label}, ${unit}`;

/** RFC 4180. */
export function toCsv({ columns, rows }: TableData): string {
  const head = columns.map((column) => csvCell(headOf(column))).join(",");
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

export function toMarkdown({ columns, rows }: TableData, title?: string, source?: string): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    ...(title === undefined ? [] : [`**${markdownCell(title)}**`, ""]),
    line(columns.map((column) => markdownCell(column.label))),
    line(columns.map((column) => (column.numeric ? "---:" : "---"))),
    ...rows.map((row) => line(padded(row, columns.length).map((each) => markdownCell(each.text)))),
    ...(source === undefined ? [] : ["", markdownCell(source)]),
  ].join("\n");
}

export function toJson({ columns, rows }: TableData): string {
  const whole = rows.filter((row) => row.length === columns.length);
  const records = whole.map((row) =>
    Object.fromEntries(
      row.flatMap((each, at) => {
        const column = columns[at];
        return column ? [[headOf(column), each.value]] : [];
      }),
    ),
  );
  return JSON.stringify(records, null, 2);
}
