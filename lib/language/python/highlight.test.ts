import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "./highlight";

const kinds = (source: string) =>
  highlight(source)
    .flat()
    .filter(({ text, kind }) => kind !== "plain" && text.trim() !== "")
    .map(({ kind, text }) => `${kind} ${text}`);

describe("colors of Python", () => {
  it("of a function", () => {
    expect(
      kinds('@task\nasync def f(x: int = 0x1F) -> None:  # note\n    return f"{x!r}" + g(1_000.5e3)'),
    ).toEqual([
      "call @task",
      "keyword async",
      "keyword def",
      "call f",
      "number 0x1F",
      "keyword None",
      "comment # note",
      "keyword return",
      'string f"{x!r}"',
      "call g",
      "number 1_000.5e3",
    ]);
    expect(kinds("x.if = rb'a' + \"it's\"\n")).toEqual(["string rb'a'", 'string "it\'s"']);
  });

  it("of any text gives the text again", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "'",
            '"',
            '"""',
            "f'",
            "{",
            "}",
            "\\",
            "\n",
            "#",
            "x",
            "1",
            "(",
            " ",
            "é",
            "😀",
            "\t",
            "\r\n",
          ),
        ),
        (parts) => {
          const source = parts.join("");
          const text = highlight(source)
            .map((line) => line.map(({ text }) => text).join(""))
            .join("\n");
          expect(text).toBe(source);
        },
      ),
      { numRuns: 300 },
    );
  });
});
