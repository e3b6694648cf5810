import { strFromU8, strToU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { entryName, zipFiles } from "./zip";

it("packs files that unpack to the same", () => {
  const files = new Map([
    ["report/a.md", strToU8("# A")],
    ["report/b/c.txt", strToU8("")],
  ]);
  const unpacked = unzipSync(zipFiles(files));
  expect(Object.entries(unpacked).map(([path, content]) => [path, strFromU8(content)])).toEqual([
    ["report/a.md", "# A"],
    ["report/b/c.txt", ""],
  ]);
});

it.each([
  ["../../etc/passwd", "etc/passwd"],
  ["/abs/x", "abs/x"],
  ["a\\..\\b", "a/b"],
  ["..", "file"],
])("keeps %s below its folder", (path, name) => expect(entryName(path)).toBe(name));
