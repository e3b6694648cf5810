import { describe, expect, it } from "vitest";
import { matching, type PaletteEntry } from "./match";

const entry = (group: string, label: string, detail?: string): PaletteEntry => ({
  id: `${group} ${label}`,
  group,
  label,
  detail,
  act: () => undefined,
});

const ENTRIES = [
  entry("View", "Timeline"),
  entry("View", "Tree"),
  entry("Example", "Letters: dynamic op runs or one pool", "How should this be split up?"),
  entry("Example", "Chunks of a pool"),
  entry("Strategy", "Pooled"),
];
const found = (search: string): readonly string[] => matching(ENTRIES, search).map(({ label }) => label);

describe("matching", () => {
  it("shows all entries before anything is typed", () => expect(found("")).toHaveLength(ENTRIES.length));

  it("finds words in any order and any case, in the label, the kind and the detail", () => {
    expect(found("pool example")).toEqual(["Letters: dynamic op runs or one pool", "Chunks of a pool"]);
    expect(found("SPLIT letters")).toEqual(["Letters: dynamic op runs or one pool"]);
    expect(found("xyz")).toEqual([]);
  });

  it("puts the start of a label before the middle of one", () => expect(found("pool")[0]).toBe("Pooled"));
});
