import fc from "fast-check";
import { expect, it } from "vitest";
import { explainedText } from "./explained-text";

it("marks each term where it first occurs, and changes no letter", () => {
  expect(explainedText("Each op run adds 5 ms; 26 op runs add a worker start.")).toEqual([
    { text: "Each " },
    { text: "op run", term: "op run" },
    { text: " adds 5 ms; 26 op runs add a " },
    { text: "worker start", term: "worker start" },
    { text: "." },
  ]);
  expect(explainedText("background, around")).toEqual([{ text: "background, around" }]);
  const words = fc.constantFrom("op run", "rounds", "median", " ", "x", "No overhead", "simulated", ".");
  fc.assert(
    fc.property(fc.array(words), (all) => {
      const text = all.join("");
      expect(
        explainedText(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
