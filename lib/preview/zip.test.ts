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

it.each([
  ["CON/nul.txt", "CON_/nul_.txt"],
  ["what?.txt", "what_.txt"],
  ["a<b>|c:d.", "a_b__c_d_"],
  ["__proto__", "__proto___"],
  [`${"x".repeat(300)}.csv`, `${"x".repeat(196)}.csv`],
])("names %s so that every system can unpack it", (path, name) => expect(entryName(path)).toBe(name));

it("keeps files whose names are the same elsewhere", () => {
  const paths = ["a", "A", "b", "b/c", "d/e", "d", "f?.txt", "f*.txt"];
  const unpacked = unzipSync(zipFiles(new Map(paths.map((path) => [path, strToU8(path)]))));
  expect(Object.values(unpacked).map((content) => strFromU8(content))).toEqual(paths);
  const names = Object.keys(unpacked).map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(paths.length);
  for (const name of names) expect(names.filter((other) => other.startsWith(`${name}/`))).toEqual([]);
});
