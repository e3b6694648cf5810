import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyHistory, remember, replacement } from "./history";

describe("text history", () => {
  it("keeps one text for a burst of typing", () => {
    let history = remember(emptyHistory, "a", 0);
    history = remember(history, "ab", 100);
    history = remember(history, "abc", 300);
    history = remember(history, "abcd", 2_000);
    expect(history.texts).toEqual(["a", "abcd"]);
  });

  it("forgets the oldest", () => {
    let history = emptyHistory;
    for (let i = 0; i < 500; i += 1) history = remember(history, String(i), i * 1_000);
    expect(history.texts).toHaveLength(200);
    expect(history.texts.at(-1)).toBe("499");
  });

  it("finds the one replacement between any two texts", () => {
    const word = fc.array(fc.constantFrom("a", "b", "\n")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(word, word, (from, to) => {
        const { start, end, text } = replacement(from, to);
        expect(from.slice(0, start) + text + from.slice(end)).toBe(to);
        expect(start).toBeLessThanOrEqual(end);
      }),
    );
  });
});
