import { expect, it } from "vitest";
import { TIPS, tipText } from "./tips";

it("gives the text of a name, and any other text as it is", () => {
  expect(tipText("#tree")).toBe(TIPS.tree);
  expect(tipText("Zoom in")).toBe("Zoom in");
  expect(tipText("#1 of 3")).toBe("#1 of 3");
});
