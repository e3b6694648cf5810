import { expect, it } from "vitest";
import { viewCommand } from "./keys";

const view = { start: 20, range: 40 };
const after = (code: string) => {
  const command = viewCommand(code, view, 100);
  return command?.type === "view" ? command.view : command?.type;
};

it("moves by the positions of W, A, S and D", () => {
  expect(after("KeyW")).toEqual({ start: 26, range: 28 });
  expect(after("KeyD")).toEqual({ start: 26, range: 40 });
  expect(after("KeyA")).toEqual({ start: 14, range: 40 });
  expect(after("Digit0")).toBe("fit");
  expect(after("KeyF")).toBe("focus");
  expect(after("KeyQ")).toBeUndefined();
});

it("returns to the same view", () => {
  const closer = viewCommand("KeyW", view, 100);
  const back = closer?.type === "view" ? viewCommand("KeyS", closer.view, 100) : undefined;
  expect(back?.type === "view" && back.view.range).toBeCloseTo(40, 9);
});
