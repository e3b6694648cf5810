import { describe, expect, it } from "vitest";
import { toBase64Url } from "./base64url";
import type { LinkLesson } from "./lesson-v1";
import { decodeLink, encodeLink } from "./link";
import { defaults } from "./testing";

const lesson: LinkLesson = {
  title: "Pools",
  steps: [
    { text: "Read **this**.", lines: [1, 3], view: "timeline", settings: { workers: 7 }, inputs: { n: 4 } },
    {
      text: "",
      question: { ask: "Which is faster?", answers: ["a", "b"], right: 1, because: "b", hides: true },
    },
  ],
};

const linkOf = (lesson: unknown): string =>
  `#j1.${toBase64Url(new TextEncoder().encode(JSON.stringify({ code: "x", lesson })))}`;

describe("a lesson in a link", () => {
  it("is read as it was written", () => {
    const decoded = decodeLink(encodeLink({ code: "const a = 1;", lesson }, defaults));
    expect(decoded).toMatchObject({ ok: true, state: { lesson } });
  });

  it.each([
    ["no steps", { title: "", steps: [] }],
    ["too many steps", { title: "", steps: Array.from({ length: 21 }, () => ({ text: "" })) }],
    ["a long text", { title: "", steps: [{ text: "x".repeat(2_001) }] }],
    ["an unknown key", { title: "", steps: [{ text: "", html: "<b>" }] }],
    ["a setting out of bounds", { title: "", steps: [{ text: "", settings: { workers: 65 } }] }],
    ["a view that is none", { title: "", steps: [{ text: "", view: "admin" }] }],
    ["one answer", { title: "", steps: [{ text: "", question: { ask: "?", answers: ["a"], right: 0 } }] }],
    [
      "a right answer that is none",
      { title: "", steps: [{ text: "", question: { ask: "?", answers: ["a", "b"], right: 2 } }] },
    ],
    ["text that takes seconds to show", { title: "a\u0301".padEnd(100, "\u0301"), steps: [{ text: "" }] }],
  ])("is refused in words with %s", (_name, hostile) => {
    const decoded = decodeLink(linkOf(hostile));
    expect(decoded).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^The link's (contents|lesson)/),
    });
  });
});
