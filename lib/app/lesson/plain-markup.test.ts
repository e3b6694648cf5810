import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainMarkup, wordsOf } from "./plain-markup";

const said = (text: string): string =>
  plainMarkup(text)
    .flatMap((block) => (block.kind === "list" ? block.items.flat() : block.words))
    .map((words) => words.text)
    .join("");

describe("the markup of lessons in links", () => {
  it("has paragraphs, lists, code, bold and emphasis", () => {
    expect(plainMarkup("Set `workers` to **8**.\n\n- *one*\n- two\n\n1. first\n2. second")).toEqual([
      {
        kind: "paragraph",
        words: [
          { look: "plain", text: "Set " },
          { look: "code", text: "workers" },
          { look: "plain", text: " to " },
          { look: "bold", text: "8" },
          { look: "plain", text: "." },
        ],
      },
      {
        kind: "list",
        ordered: false,
        items: [[{ look: "emphasis", text: "one" }], [{ look: "plain", text: "two" }]],
      },
      {
        kind: "list",
        ordered: true,
        items: [[{ look: "plain", text: "first" }], [{ look: "plain", text: "second" }]],
      },
    ]);
  });

  it.each([
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![](https://example.org/pixel.png)",
    "<script>alert(1)</script>",
    "<https://example.org>",
    "&lt;b&gt;",
  ])("leaves %s as text", (text) => {
    expect(said(text)).toBe(text);
    expect(wordsOf(text).every(({ look }) => look === "plain")).toBe(true);
  });

  it("reads any text, and drops nothing but marks and line ends", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const letters = (all: string): string => all.replace(/[\s`*+\-\d.)]/g, "");
        expect(letters(said(text))).toBe(letters(text));
      }),
    );
  });
});
