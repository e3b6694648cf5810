import { describe, expect, it } from "vitest";
import { docProblems, wrongDocs } from "../../scripts/check-docs.mjs";

const problemsIn = (text) =>
  docProblems(
    text,
    (path) => ["lib/run.ts", "run.ts", "mp/"].includes(path),
    (link) => ({ "links.md": "# Links\n\n## What a `hash` is" })[link],
  );

describe("the check of docs", () => {
  it("accepts files of the tree, of a build, and links with a heading", () => {
    const text =
      "# Here\n`lib/run.ts` `mp/` `out/embed.js` [a](links.md) [b](links.md#what-a-hash-is) [c](#here) [d](https://x.org/y)";
    expect(problemsIn(text)).toEqual([]);
  });

  it("finds files that have moved, and links that lead nowhere, with their line", () => {
    expect(problemsIn("\n`lib/gone.py`\n[a](gone.md), [b](links.md#gone)")).toEqual([
      { line: 2, problem: '"lib/gone.py" does not exist' },
      { line: 3, problem: 'the link to "gone.md" leads nowhere' },
      { line: 3, problem: '"links.md" has no heading "#gone"' },
    ]);
  });

  it("finds nothing in our docs", () => {
    expect(wrongDocs()).toEqual([]);
  });
});
