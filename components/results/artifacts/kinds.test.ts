import { expect, it } from "vitest";
import { dataUrl, kindOf } from "./kinds";
import { sandboxedDocument } from "./sandboxed";

const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ["report/notes.txt", bytes("hello"), "text"],
  ["report/README.md", bytes("# hi"), "markdown"],
  ["page.HTML", bytes("<p>"), "html"],
  ["a.json", bytes("{}"), "json"],
  ["a.png", Uint8Array.of(1, 2), "image"],
  ["noextension", bytes("plain"), "text"],
  ["a.txt", Uint8Array.of(104, 0, 105), "binary"],
  ["a.md", Uint8Array.of(0xff, 0xfe, 0x41), "binary"],
  ["empty", new Uint8Array(), "text"],
])("%s", (path, content, kind) => expect(kindOf(path, content)).toBe(kind));

it("recognizes text that ends in the middle of a character", () => {
  expect(kindOf("long", bytes(`${"a".repeat(4095)}é`))).toBe("text");
});

it("puts bytes of any length into an address", () => {
  const content = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256);
  const url = dataUrl("a.png", content);
  expect(url.startsWith("data:image/png;base64,")).toBe(true);
  expect(Uint8Array.from(atob(url.slice(22)), (letter) => letter.charCodeAt(0))).toEqual(content);
});

it("puts a policy before the content of a program's HTML", () => {
  const document = sandboxedDocument("<script>alert(1)</script>");
  expect(document.indexOf("Content-Security-Policy")).toBeLessThan(document.indexOf("<script>"));
  expect(document).toContain("default-src 'none'");
});
