import { describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/protocol/rows";
import { lineText, logRows, logText } from "./log-lines";

const line = (text: string, change: Partial<LogLine> = {}): LogLine => ({
  time: 12.34,
  level: "log",
  span: 1,
  task: "piece",
  attempt: 1,
  worker: 3,
  text,
  ...change,
});
const logs = [
  line("read a", { level: "debug" }),
  line("read b"),
  line("slow", { level: "warn", task: "merge" }),
  line("bad", { level: "error" }),
];
const texts = (filter: Parameters<typeof logRows>[1], search = "") =>
  logRows(logs, filter, search).map(lineText);

describe("logRows", () => {
  it("shows a level and those above it", () => {
    expect(texts("all")).toEqual(["read a", "read b", "slow", "bad"]);
    expect(texts("info")).toEqual(["read b", "slow", "bad"]);
    expect(texts("warn")).toEqual(["slow", "bad"]);
    expect(texts("error")).toEqual(["bad"]);
  });

  it("finds text and source", () => {
    expect(texts("all", "READ")).toEqual(["read a", "read b"]);
    expect(texts("all", "merge")).toEqual(["slow"]);
    expect(texts("all", "worker 3")).toHaveLength(4);
  });

  it("cuts an entry into lines, and the rest of a long one into a count", () => {
    expect(logRows([line("a\nb\r\nc")], "all", "").map((row) => [row.line, lineText(row)])).toEqual([
      [0, "a"],
      [1, "b"],
      [2, "c"],
    ]);
    const rows = logRows([line(Array.from({ length: 100 }, (_, at) => at).join("\n"))], "all", "");
    expect(rows).toHaveLength(12);
    expect(rows.slice(-1).map(lineText)).toEqual(["… 89 more lines"]);
  });
});

it("writes plain text", () => {
  expect(logText([line("x"), line("y", { attempt: 2, worker: 0, task: "" })])).toBe(
    "12.3\tlog\tpiece in worker 3\tx\n12.3\tlog\tmodule attempt 2 in driver\ty",
  );
});
