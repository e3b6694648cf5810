import { expect, it } from "vitest";
import { kindOf } from "./kinds";

const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ["report/notes.txt", bytes("hello"), "text"],
  ["report/README.md", bytes("# hi"), "markdown"],
  ["page.HTML", bytes("<p>"), "html"],
  ["a.json", bytes("{}"), "json"],
  ["a.png", Uint8Array.of(1, 2), "picture"],
  ["a.SVG", bytes("<svg/>"), "svg"],
  ["a.constructor", bytes("x"), "text"],
  ["noextension", bytes("plain"), "text"],
  ["a.txt", Uint8Array.of(104, 0, 105), "binary"],
  ["a.md", Uint8Array.of(0xff, 0xfe, 0x41), "binary"],
  ["empty", new Uint8Array(), "text"],
])("%s", (path, content, kind) => expect(kindOf(path, content)).toBe(kind));

it("recognizes text that ends in the middle of a character", () => {
  expect(kindOf("long", bytes(`${"a".repeat(4095)}é`))).toBe("text");
});
