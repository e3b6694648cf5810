import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SDK_TYPES, SDK_VALUES } from "./sdk-names";

const declarations = readFileSync(new URL("../../sdk/fanout.d.ts", import.meta.url), "utf8");

/** Names that the file exports by one of some keywords. */
const exported = (keywords: string) =>
  [
    ...new Set(
      [...declarations.matchAll(new RegExp(`^ *export (?:${keywords}) (\\w+)`, "gm"))].map(
        ([, name]) => name,
      ),
    ),
  ].sort();

describe("the SDK's names", () => {
  test("the values are those of fanout.d.ts", () => {
    expect(exported("function|class|const|let|var|enum|abstract class")).toEqual([...SDK_VALUES]);
  });

  test("the types are those of fanout.d.ts", () => {
    expect(exported("interface|type")).toEqual([...SDK_TYPES]);
  });

  test("fanout.d.ts exports in no other way, which this test would not see", () => {
    const others = [...declarations.matchAll(/^ *export (?!function|class|interface|type)(.*)$/gm)];
    expect(others.map(([line]) => line)).toEqual([]);
  });
});
