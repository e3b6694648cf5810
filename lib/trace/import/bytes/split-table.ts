import { IMPORT_MAX_LINE_LENGTH } from "@/lib/model/limits";
import { ImportRefused } from "../refused";
import type { Cells, TakePart } from "./part";
import type { Ending } from "./split-json";
import type { Bytes } from "./unpack";

/** Columns that a table may have. */
const MAX_COLUMNS = 200;
const SEPARATORS: ReadonlySet<string> = new Set([",", ";", "\t", "|"]);

/** Reads comma or tab separated values (RFC 4180), a line at a time. The first line names the columns. */
export async function splitTable(bytes: Bytes, take: TakePart): Promise<Ending> {
  const lines = new TableLines(take);
  const utf8 = new TextDecoder();
  for await (const piece of bytes) lines.add(utf8.decode(piece, { stream: true }));
  lines.add(utf8.decode());
  return lines.end();
}

class TableLines {
  private header: readonly string[] | undefined;
  private separator = ",";
  private told: string | undefined;
  private rest = "";
  /** How far `rest` was looked through, and whether that is inside a quoted cell. */
  private seen = 0;
  private quoted = false;
  private broken = 0;

  constructor(private readonly take: TakePart) {}

  add(text: string): void {
    this.rest += text;
    let from = 0;
    for (let at = this.seen; at < this.rest.length; at += 1) {
      const code = this.rest.charCodeAt(at);
      if (code === 0x22) this.quoted = !this.quoted && this.separator !== "\t" && this.opensCell(at);
      else if (code === 0x0a && !this.quoted) {
        this.line(this.rest.slice(from, at));
        from = at + 1;
      }
    }
    this.rest = this.rest.slice(from);
    this.seen = this.rest.length;
    // Of a longer one, what is added again and again would take hours.
    if (this.rest.length > IMPORT_MAX_LINE_LENGTH)
      throw new ImportRefused("is a table with a line of more than a million characters.");
  }

  /** Whether a quote here begins a quoted cell, or goes on with one after two quotes; others are part of a cell. */
  private opensCell(at: number): boolean {
    const before = at === 0 ? "\n" : (this.rest[at - 1] as string);
    return before === "\n" || before === '"' || before === "\uFEFF" || SEPARATORS.has(before);
  }

  end(): Ending {
    const last = this.rest;
    this.rest = "";
    if (last.trim() !== "") this.line(last);
    return { cut: false, broken: this.broken };
  }

  private line(text: string): void {
    const line = text.replace(/\r$/, "");
    if (line.trim() === "") return;
    if (this.header === undefined) {
      const first = line.replace(/^\uFEFF/, "");
      const told = /^sep=([,;|\t])$/i.exec(first)?.[1];
      if (told !== undefined) {
        // Excel reads this line instead of showing it.
        this.told = told;
        return;
      }
      this.separator = this.told ?? separatorOf(first);
      this.header = cellsOf(first, this.separator).map((name) => name.trim().toLowerCase());
      if (this.header.length > MAX_COLUMNS)
        throw new ImportRefused("has more columns than any record of a run.");
      return;
    }
    const values = cellsOf(line, this.separator);
    if (values.length !== this.header.length) this.broken += 1;
    const cells: Record<string, string> = Object.create(null) as Record<string, string>;
    this.header.forEach((name, i) => {
      const value = values[i]?.trim() ?? "";
      // Where commas are in numbers, something else is between cells.
      cells[name] = this.separator === ";" ? value.replace(/^(-?\d+),(\d+)$/, "$1.$2") : value;
    });
    this.take({ type: "row", cells: cells as Cells });
  }
}

/** Of the first line, which names the columns. */
const separatorOf = (header: string): string =>
  header.includes("\t")
    ? "\t"
    : header.includes(",")
      ? ","
      : ([";", "|"].find((each) => header.includes(each)) ?? ",");

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (line[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === "") quoted = true;
    else if (char === separator) {
      cells.push(cell);
      cell = "";
    } else cell += char;
    if (cells.length > MAX_COLUMNS) break;
  }
  cells.push(cell);
  return cells;
}
