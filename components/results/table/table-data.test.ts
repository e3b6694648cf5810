import { expect, it } from "vitest";
import { cell, type TableData, toCsv, toJson, toMarkdown } from "./table-data";

const table: TableData = {
  caption: "Times",
  columns: [{ label: "Name" }, { label: "Median, ms", numeric: true }],
  rows: [
    [cell('a, "b"\nc'), cell(12.345, "12.3")],
    [cell('=HYPERLINK("x")'), cell(null, "–")],
    [cell("x | y"), cell(Number.NaN, "–")],
  ],
};

it("writes CSV that no spreadsheet runs", () => {
  expect(toCsv(table)).toBe('Name,"Median, ms"\r\n"a, ""b""\nc",12.345\r\n"\'=HYPERLINK(""x"")",\r\nx | y,');
});

it("writes Markdown", () => {
  expect(toMarkdown(table).split("\n")).toEqual([
    "| Name | Median, ms |",
    "| --- | ---: |",
    '| a, "b" c | 12.3 |',
    '| =HYPERLINK("x") | – |',
    "| x \\| y | – |",
  ]);
});

it("writes JSON", () => {
  expect(JSON.parse(toJson(table))[0]).toEqual({ Name: 'a, "b"\nc', "Median, ms": 12.345 });
});

it("keeps the columns where a row is the head of others", () => {
  const grouped = { ...table, rows: [[cell("Group")], ...table.rows] };
  expect(toCsv(grouped).split("\r\n")[1]).toBe("Group,");
  expect(toMarkdown(grouped).split("\n")[2]).toBe("| Group |  |");
  expect(JSON.parse(toJson(grouped))).toHaveLength(3);
});
