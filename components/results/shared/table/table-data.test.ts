import { expect, it } from "vitest";
import { durationScale } from "@/lib/base/format";
import { cell, cellIn, type TableData, toCsv, toJson, toMarkdown } from "./table-data";

const table: TableData = {
  caption: "Times",
  columns: [{ label: "Name" }, { label: "Median, ms", numeric: true }],
  rows: [
    [cell('a, "b"\nc'), cell(12.345, "12.3")],
    [cell('=HYPERLINK("x")'), cell(null, "–")],
    [cell("x | y"), cell(Number.NaN, "–")],
  ],
};

it("writes CSV that spreadsheets do not execute", () => {
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

it("keeps the columns if a row is a heading", () => {
  const grouped = { ...table, rows: [[cell("Group")], ...table.rows] };
  expect(toCsv(grouped).split("\r\n")[1]).toBe("Group,");
  expect(toMarkdown(grouped).split("\n")[2]).toBe("| Group |  |");
  expect(JSON.parse(toJson(grouped))).toHaveLength(3);
});

it("writes values in the unit that the heading names", () => {
  const times = durationScale([2_650.25, 532]);
  const table = {
    caption: "Times",
    columns: [
      { label: "" },
      { label: "pooled", numeric: true },
      { label: "Item", unit: "ms", numeric: true },
    ],
    rows: [[cell("Median, s"), cellIn(times, 2_650.25), cell(100_000, "1.67 min")]],
  };
  expect(times.unit).toBe("s");
  expect(toCsv(table)).toBe('Figure,pooled,"Item, ms"\r\n"Median, s",2.65025,100000');
  expect(JSON.parse(toJson(table))).toEqual([{ Figure: "Median, s", pooled: 2.65025, "Item, ms": 100_000 }]);
  expect(cellIn(times, Number.NaN)).toEqual({ value: null, text: "–" });
});
