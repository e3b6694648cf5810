import { describe, expect, it } from "vitest";
import { deep, finished } from "@/components/results/fixtures/traces";
import { spanTreeOf } from "@/lib/analysis/layout/span-tree";
import { nextMatch, parentPosition, type TreeKeyContext, treeCommand } from "./keys";
import { flatten, UNFOLDED } from "./visible";

/** multi_wf › level1 › step step, level1 › step step */
const visible = flatten(spanTreeOf(finished(deep(2, 2))), UNFOLDED);
const context = (at: number, change: Partial<TreeKeyContext> = {}): TreeKeyContext => ({
  visible,
  at,
  page: 3,
  openable: false,
  open: false,
  ...change,
});
const open = { openable: true, open: true };

describe("treeCommand", () => {
  it.each([
    ["ArrowDown", 0, 1],
    ["ArrowDown", 6, 6],
    ["ArrowUp", 0, 0],
    ["ArrowUp", 3, 2],
    ["PageDown", 1, 4],
    ["PageDown", 5, 6],
    ["PageUp", 2, 0],
    ["Home", 5, 0],
    ["End", 1, 6],
  ])("%s at %d moves to %d", (key, at, to) =>
    expect(treeCommand(key, context(at))).toEqual({ type: "move", to }),
  );

  it("opens, then moves to the first child", () => {
    expect(treeCommand("ArrowRight", context(1, { openable: true }))).toEqual({ type: "open", at: 1 });
    expect(treeCommand("ArrowRight", context(1, open))).toEqual({ type: "move", to: 2 });
    expect(treeCommand("ArrowRight", context(2))).toBeNull();
  });

  it("closes, then moves to the parent", () => {
    expect(treeCommand("ArrowLeft", context(1, open))).toEqual({ type: "close", at: 1 });
    expect(treeCommand("ArrowLeft", context(6))).toEqual({ type: "move", to: 4 });
    expect(treeCommand("ArrowLeft", context(0))).toBeNull();
  });

  it("ignores other keys, and an empty tree", () => {
    expect(treeCommand("Tab", context(0))).toBeNull();
    expect(treeCommand("ArrowDown", context(0, { visible: { ...visible, count: 0 } }))).toBeNull();
  });
});

it("finds each row's parent", () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((at) => parentPosition(visible, at))).toEqual([-1, 0, 1, 1, 0, 4, 4]);
});

it("finds the next match, wrapping at the end", () => {
  expect(nextMatch(5, 3, (at) => at === 1 || at === 4)).toBe(4);
  expect(nextMatch(5, 3, (at) => at === 1)).toBe(1);
  expect(nextMatch(5, 3, () => false)).toBe(-1);
});
