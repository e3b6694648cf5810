import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { languages } from "@/lib/language/languages";
import type { LanguageId } from "@/lib/model/language";
import { callsIn } from "./monaco-calls";

it("marks what is called, where it stands", () => {
  const code = "const a = task(1);\n  await a.map(b);";
  expect(
    callsIn(code, "typescript").map(({ range }) => [
      range.startLineNumber,
      range.startColumn,
      range.endColumn,
    ]),
  ).toEqual([
    [1, 11, 15],
    [2, 11, 14],
  ]);
});

/** From its text: the definitions need a page. */
function monacoKeywords(language: LanguageId): readonly string[] {
  const file = `../../node_modules/monaco-editor/esm/vs/languages/definitions/${language}/${language}.js`;
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  const list = /keywords: \[(.*?)\n {2}\]/s.exec(text)?.[1] ?? "";
  return [...list.replace(/\/\/.*/g, "").matchAll(/"(\w+)"/g)].map(([, word = ""]) => word);
}

it("knows the keywords that Monaco knows, so that no word changes its color when it arrives", () => {
  const isKeyword = (language: LanguageId) => (word: string) =>
    languages[language].highlight(word)[0]?.[0]?.kind === "keyword";
  const all = monacoKeywords("typescript");
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter((word) => !isKeyword("typescript")(word))).toEqual([]);
  // In Python Monaco takes those that are ours as well.
  const python = monacoKeywords("python");
  expect(python).toContain("print");
  expect(python.filter(isKeyword("python"))).toEqual(expect.arrayContaining(["def", "import", "None"]));
  expect(python.filter(isKeyword("python"))).not.toContain("print");
});
