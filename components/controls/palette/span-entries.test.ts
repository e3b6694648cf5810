import { expect, it } from "vitest";
import { traceOf } from "@/lib/trace/testing";
import { spanEntries } from "./span-entries";

const ran = { started: 1, ended: 2 } as const;
const trace = traceOf([
  { ...ran, id: 0, kind: "workflow", name: "letters" },
  { ...ran, id: 1, parent: 0, name: "parse", note: { key: "alpha.csv" } },
  { ...ran, id: 2, parent: 0, name: "parse", note: { key: "beta.csv" } },
]);
const found = (search: string): readonly string[] =>
  spanEntries(trace, search, () => undefined).map(({ label }) => label);

it("finds spans by their name and key, words in any order", () => {
  expect(found("parse")).toEqual(["parse · alpha.csv", "parse · beta.csv"]);
  expect(found("beta parse")).toEqual(["parse · beta.csv"]);
  expect(found("gamma")).toEqual([]);
});

it("finds none before something is typed, and selects the row of the one chosen", () => {
  expect(found("")).toEqual([]);
  const selected: number[] = [];
  spanEntries(trace, "beta", (row) => selected.push(row))[0]?.act();
  expect(selected).toEqual([2]);
});
