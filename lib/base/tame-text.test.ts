import { expect, it } from "vitest";
import { tameText } from "./tame-text";

it("keeps text that anybody writes", () => {
  for (const text of ["", "plain", "Zoë, Ạ̀", "नमस्ते", "שלום\u200f", "👩‍👩‍👧‍👦"])
    expect(tameText(text, 100)).toBe(text);
});

it("cuts what is too long, between characters", () => {
  expect(tameText("a".repeat(20), 10)).toBe(`${"a".repeat(10)}…`);
  expect(tameText("a👍b", 2)).toBe("a…");
});

it("cuts runs of marks, and changes of direction that nobody needs", () => {
  expect(tameText(`a${"\u0301".repeat(80_000)}b`, 1e6)).toBe(`a${"\u0301".repeat(8)}b`);
  expect(tameText("\u202e\u05d0 ".repeat(80_000), 1e6).match(/\u202e/g)).toHaveLength(200);
});
