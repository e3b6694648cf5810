import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "@/lib/testing/arbitraries";
import type { Token } from "../language";
import { highlight } from "./highlight";

const text = (lines: readonly (readonly Token[])[]): string =>
  lines.map((line) => line.map((token) => token.text).join("")).join("\n");
const of = (source: string, kind: Token["kind"]): string[] =>
  highlight(source)
    .flat()
    .filter((token) => token.kind === kind)
    .map((token) => token.text);

describe("highlight", () => {
  it("tells the parts of a program apart", () => {
    const source =
      'import { map } from "fanout";\nconst n = 0x1f + 1.5e3; // count\nawait map<number>(square, [n]);';
    expect(of(source, "keyword")).toEqual(["import", "from", "const", "await", "number"]);
    expect(of(source, "string")).toEqual(['"fanout"']);
    expect(of(source, "number")).toEqual(["0x1f", "1.5e3"]);
    expect(of(source, "comment")).toEqual(["// count"]);
    expect(of(source, "call")).toEqual(["map"]);
  });

  it("follows templates into their expressions and out again", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test is a template
    expect(of("`a${b({ c: `x${1}` })}z` + d", "string")).toEqual(["`a${", "`x${", "}`", "}z`"]);
  });

  it("knows division from a regular expression", () => {
    expect(of("const half = total / 2 / n; return /a\\/[/]b/gi;", "string")).toEqual(["/a\\/[/]b/gi"]);
  });

  it("takes a property for no keyword, and ends an open string at its line", () => {
    expect(of("queue.get().from", "keyword")).toEqual([]);
    expect(of('"open\nlet x', "keyword")).toEqual(["let"]);
  });

  it("carries a comment over lines", () => {
    expect(highlight("/* a\n b */ c").map((line) => line[0]?.kind)).toEqual(["comment", "comment"]);
  });

  it("keeps every character of any text", () => {
    const piece = fc.oneof(
      fc.string(),
      anyText,
      fc.constantFrom("`", "${", "}", "{", "/", "//", "/*", "*/", '"', "\\", "\n", "const ", "1.", "🎉"),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const source = pieces.join("");
        expect(text(highlight(source))).toBe(source);
      }),
    );
  });
});
