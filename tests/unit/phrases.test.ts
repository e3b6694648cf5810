import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** Phrases that read like a translation or name a thing by another word than the glossary's, and what to write instead. */
const PHRASES: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\bstand(s|ing)? (for|in for|here|there)\b/, "is, means, appears"],
  [/\bcarr(y|ies|ied|ying) out\b/, "run"],
  [/\b(come|comes|came|coming) to (its|an|their) end\b/, "finish"],
  [/(?<!start )\bto (its|their) end\b/, "finish, until it ends"],
  [/\btold (before|apart)\b|\b(is|are|was) told\b/, "show, distinguish"],
  [/\bsa(ys|id) so\b/, "shows it"],
  [/\bat once\b/, "in parallel, or immediately"],
  [/\b(go|goes|going|went) on\b(?! top)/, "continue"],
  [/\bof (its|their|your) own\b/, "its own …, separate"],
  [/\bin turns\b/, "interleaved, in iterations"],
  [/\b(runs?|loops?|happens?) meanwhile\b/, "while …"],
  [/\b(whoever|nobody|somebody)\b/i, "name the reader, or the thing"],
  [/\bby (itself|themselves)\b/, "automatically, alone"],
  [/\bmend(s|ed)?\b/, "fix"],
  [/\btak(e|en|ing) (it )?(along|home)\b/, "export"],
  [/\breckon(s|ed|ing)?\b/, "calculate, assume"],
  [/\bdear(er)? /, "expensive"],
  [/\btime-outs?\b|\btime limits?\b/i, "timeout"],
  [/\bbeside\b/, "next to"],
  [/\b(refused?|refuses|fails?|ends?) in words\b/i, "with an error message"],
];

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SKIPPED = /\.test\.|\.generated\.|\/testing|\/fixtures\/|lib\/share\/dictionary/;

const blank = (text: string): string => "\n".repeat(text.split("\n").length - 1);

/** The same lines without comments and docstrings: what is left are code and messages. */
const withoutPythonComments = (source: string): string =>
  source.replaceAll(/("""|''')[\s\S]*?\1/g, blank).replaceAll(/^[ \t]*#.*$|[ \t]{2}# .*$/gm, "");

/** The same lines without comments: what is left are code and texts, and code has no phrases. */
const withoutComments = (source: string): string =>
  source.replaceAll(/(?<=^|[\s,{(])\/\*[\s\S]*?\*\//g, blank).replaceAll(/^[ \t]*\/\/.*$/gm, "");

/** @returns "file:line: phrase (instead)" of each */
function phrasesIn(file: string, text: string): string[] {
  return PHRASES.flatMap(([phrase, instead]) =>
    [...text.matchAll(new RegExp(phrase, `${phrase.flags}g`))].map(
      (found) => `${file}:${text.slice(0, found.index).split("\n").length}: "${found[0]}" (${instead})`,
    ),
  );
}

/** @param ending of the files' names @param paths folders, or files */
function listed(ending: RegExp, ...paths: readonly string[]): string[] {
  const files = execFileSync("git", ["ls-files", "--", ...paths], { cwd: ROOT, encoding: "utf8" });
  return files.split("\n").filter((file) => ending.test(file) && !SKIPPED.test(file));
}

/** @param prepare what of a source is text */
const phrasesOf = (files: readonly string[], prepare: (source: string) => string): string[] =>
  files.flatMap((file) => phrasesIn(file, prepare(readFileSync(`${ROOT}/${file}`, "utf8"))));

const SOURCES = ["app", "components", "lib", "workers"];

describe("phrases that must not come back", () => {
  it("are in no text of the interface, no message, no lesson and not in the SDK's reference", () => {
    const declarations = listed(/\.d\.ts$/, ...SOURCES);
    expect(phrasesOf(declarations, (source) => source)).toEqual([]);
    expect(phrasesOf(listed(/(?<!\.d)\.tsx?$/, ...SOURCES), withoutComments)).toEqual([]);
  });

  it("are in no example program: its comments are read, and label its inputs", () => {
    expect(phrasesOf(listed(/\.(ts|py)$/, "lib/examples/programs"), (source) => source)).toEqual([]);
  });

  it("are in no message of our Python and of the command line", () => {
    const programs = listed(/\.py$/, "lib/python", "scripts");
    expect(phrasesOf(programs, withoutPythonComments)).toEqual([]);
    expect(phrasesOf(listed(/\.mjs$/, "scripts"), withoutComments)).toEqual([]);
  });

  it("are in no documentation and no README", () => {
    const files = listed(/\.md$/, "*.md");
    expect(files).toEqual(expect.arrayContaining(["README.md", "docs/sdk.md", "lib/README.md"]));
    expect(phrasesOf(files, (source) => source)).toEqual([]);
  });

  it("are found in messages of Python, not in its comments and docstrings", () => {
    const source = '"""Runs\nat once."""\n# at once\nx = f"{n} at once"  # goes on\n';
    expect(phrasesIn("a.py", withoutPythonComments(source))).toEqual([
      'a.py:4: "at once" (in parallel, or immediately)',
    ]);
  });

  it("are found in texts and JSX, not in comments", () => {
    const source =
      '/** Runs them at once. */\n// at once\nconst a = "Runs 4 at once";\nconst b = <p>\n  {/* at once */}It goes on\n</p>;';
    expect(phrasesIn("a.tsx", withoutComments(source))).toEqual([
      'a.tsx:3: "at once" (in parallel, or immediately)',
      'a.tsx:5: "goes on" (continue)',
    ]);
  });
});
