import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FileDiff } from "./file-diff";

const linesOf = (before: string | undefined, after: string): readonly string[] =>
  [
    ...renderToStaticMarkup(<FileDiff path="main.py" before={before} after={after} />).matchAll(
      /<code class="[^"]*">([^<]*)/g,
    ),
  ].map(([, text = ""]) => text);

describe("a file of an exported project", () => {
  it("shows what was changed, with the lines around it", () => {
    const before = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    const after = before.map((line, at) => (at === 3 || at === 15 ? `${line}!` : line));
    expect(linesOf(before.join("\n"), after.join("\n"))).toEqual([
      ...["  line 1", "  line 2", "- line 3", "+ line 3!", "  line 4", "  line 5"],
      ...["  line 13", "  line 14", "- line 15", "+ line 15!", "  line 16", "  line 17"],
    ]);
  });

  it("has no change for a newline at its end", () => {
    expect(linesOf("a", "a\n")).toEqual([]);
    expect(renderToStaticMarkup(<FileDiff path="main.py" before="a" after={"a\n"} />)).toContain("unchanged");
  });

  it("shows all of a new file", () => {
    expect(linesOf(undefined, "a\nb\n")).toEqual(["+ a", "+ b"]);
  });
});
