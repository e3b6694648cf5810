import { expect, it } from "vitest";
import type { Definition } from "@/lib/language/program";
import { definitionsOfRun } from "./definitions-of-run";

const definition = (name: string, line: number, more: Partial<Definition> = {}): Definition => ({
  kind: "task",
  name,
  line,
  column: 7,
  version: "",
  entry: false,
  ...(more.entry ? {} : { binding: name }),
  ...more,
});
const RAN =
  "const parse = task(() => 1);\nconst load = task(() => 2);\nexport default workflow(() => load());";
const DEFINITIONS = [
  definition("parse", 1),
  definition("load", 2),
  definition("main", 3, { kind: "workflow", entry: true }),
];
const linesIn = (code: string, definitions = DEFINITIONS): readonly (readonly [string, number])[] =>
  definitionsOfRun(definitions, RAN, code).map(({ name, line }) => [name, line]);

it("keeps what was not changed", () => {
  expect(linesIn(RAN)).toEqual([
    ["parse", 1],
    ["load", 2],
    ["main", 3],
  ]);
});

it("follows a definition that has moved, and drops one that is gone", () => {
  const moved = RAN.replace("const parse = task(() => 1);\n", "");
  // Not compiled yet: the lines are those of before.
  expect(linesIn(moved)).toEqual([
    ["load", 1],
    ["main", 2],
  ]);
  expect(linesIn("")).toEqual([]);
});

it("drops all for another program, even one that has definitions of the same names", () => {
  const other = "const parse = task(async () => await fetch());\nexport default workflow(() => parse());";
  const compiled = [definition("parse", 1), definition("main", 2, { entry: true })];
  expect(linesIn(other, compiled)).toEqual([]);
  expect(linesIn(other)).toEqual([]);
});
