import { describe, expect, it } from "vitest";
import { isHardText } from "@/lib/base/hard-text";
import { htmlCost } from "./html-cost";
import { dataUrl, prepare } from "./prepare";
import { svgCost } from "./svg-cost";

const bytes = (text: string) => new TextEncoder().encode(text);
const svg = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`;
/** Each level draws the one below ten times. */
const levels = (count: number) =>
  svg(
    `<circle id="l0" r="1"/>${Array.from({ length: count }, (_, at) => `<g id="l${at + 1}">${`<use href="#l${at}"/>`.repeat(10)}</g>`).join("")}<use xlink:href='#l${count}'/>`,
  );

it("puts bytes of any length into an address", () => {
  const content = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256);
  const url = dataUrl("image/png", content);
  expect(url.startsWith("data:image/png;base64,")).toBe(true);
  expect(Uint8Array.from(atob(url.slice(22)), (letter) => letter.charCodeAt(0))).toEqual(content);
});

describe("what a picture costs", () => {
  it.each([
    [svg(""), 1],
    [svg(`<g><circle/><path d="M0 0"></path></g><!-- <circle/> --><text>a</text>`), 5],
    [svg(`<defs><g id="a"><rect/><rect/></g></defs><use href="#a"/><use xlink:href="#a"></use>`), 13],
    [svg(`<use href="#none"/>`), 2],
  ])("%s", (text, cost) => expect(svgCost(text)).toBe(cost));

  it("counts copies of copies, and refuses a third level", () => {
    expect(svgCost(levels(1))).toBeGreaterThan(20);
    expect(svgCost(levels(2))).toBe(Number.POSITIVE_INFINITY);
    expect(svgCost(svg(`<g id="a"><use href="#a"/></g>`))).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    svg("<filter id='f'/>"),
    svg(`<g style="filter: blur(9px)"/>`),
    svg(`<g filter="url(#f)"/>`),
    svg("<marker/>"),
    svg("<pattern/>"),
    `<!DOCTYPE svg [<!ENTITY a "aaaa">]>${svg("&a;")}`,
    svg(`<image href="data:image/svg+xml;base64,AAAA"/>`),
    svg(`<g id="a"/><g id="a"/>`),
  ])("refuses %s", (text) => expect(svgCost(text)).toBe(Number.POSITIVE_INFINITY));

  it("is told of any text", () => {
    for (const text of ["", "<", "<svg", "</a></a>", '<a b="', "<".repeat(1_000), "]]>-->", "<use href='#"])
      expect(svgCost(text)).toBeGreaterThanOrEqual(0);
  });
});

describe("what HTML costs", () => {
  it("is its tags, times what is drawn and what a parser opens again", () => {
    expect(htmlCost("<p>a</p><P class='x'>b")).toBe(2 * 16);
    expect(htmlCost("<b>a</b><b>a</b><p>")).toBe(3 * 19);
    const distinct = Array.from({ length: 1_000 }, (_, at) => `<b x=${at}>`).join("");
    expect(htmlCost(distinct + "<p>".repeat(1_000))).toBeGreaterThan(1_000_000);
  });

  it("is infinite for tags with more attributes than anybody writes", () => {
    expect(htmlCost(`<p ${"a ".repeat(30_000)}>`)).toBe(Number.POSITIVE_INFINITY);
    expect(htmlCost(`<p ${"a/".repeat(30_000)}>`)).toBe(Number.POSITIVE_INFINITY);
    expect(htmlCost(`<img src="data:image/png;base64,${"A".repeat(30_000)}">`)).toBe(16);
  });
});

it("finds text that takes seconds to lay out", () => {
  expect(isHardText("Zoë, नमस्ते, שלום\u200f ".repeat(500))).toBe(false);
  expect(isHardText(`a${"\u0301".repeat(80_000)}`)).toBe(true);
  expect(isHardText("\u202e\u05d0 ".repeat(80_000))).toBe(true);
});

describe("files", () => {
  it.each([
    ["markdown", "# A", "html"],
    ["html", "<p>a", "html"],
    ["svg", svg("<circle/>"), "picture"],
    ["markdown", "> ".repeat(20_000), "source"],
    ["markdown", "\u202e\u05d0 ".repeat(80_000), "source"],
    ["svg", svg("<circle/>".repeat(400_000)), "source"],
    ["svg", levels(6), "source"],
    ["html", "<p>".repeat(150_000), "source"],
  ] as const)("of %s are drawn, or shown as their source", (kind, text, as) => {
    expect(prepare(kind, "image/svg+xml", bytes(text)).as).toBe(as);
  });
});
