import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { licensesText, servedPackages, shippedPackages } from "../../scripts/generate/licenses.mjs";
import { inRoot } from "../../scripts/paths.mjs";

/** Licences that allow code in a bundle if their text is included. Read any other licence before adding it here. */
const READ = [
  "MIT",
  "ISC",
  "0BSD",
  "BSD-3-Clause",
  "Apache-2.0",
  "CC-BY-4.0",
  "(MPL-2.0 OR Apache-2.0)",
  // Its files are served as they are, and the list says where their source is.
  "MPL-2.0",
  "MIT AND ISC AND BSD-3-Clause",
  "(MIT AND BSD-3-Clause)",
];

test("every package of the site has an accepted licence, and its text", async () => {
  const packages = await shippedPackages();
  for (const { name, license, texts } of packages) {
    expect(READ, name).toContain(license);
    expect(texts.join("\n").length, name).toBeGreaterThan(400);
  }
  const names = packages.map(({ name }) => name);
  const { dependencies } = JSON.parse(await readFile(inRoot("package.json"), "utf8"));
  expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies), "scheduler", "tailwindcss"]));
  expect(names).not.toContain("vitest");
});

test("the served list has the packages of the lock (npm run generate)", async () => {
  const served = await readFile(inRoot("generated/licenses.txt"), "utf8");
  expect(served).toBe(licensesText(await servedPackages()));
  expect(served).toMatch(/^monaco-editor \d+\.\d+\.\d+ \(MIT\)$/m);
  expect(served).toMatch(/^pyodide \d+\.\d+\.\d+ \(MPL-2\.0\)$/m);
  for (const part of [
    "PYTHON SOFTWARE FOUNDATION LICENSE",
    "github.com/pyodide/pyodide",
    "libmpdec",
    "bzip2",
    "browser-basedpyright",
    'The "typeshed" project',
  ])
    expect(served).toContain(part);
});
