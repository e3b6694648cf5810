import { describe, expect, it } from "vitest";
import type { TreeNode } from "@/lib/protocol/report";
import { fold, linesOf } from "./fold";

const node = (
  name: string,
  startMs: number,
  durationMs: number,
  children: TreeNode[] = [],
  attempts = 1,
): TreeNode => ({
  kind: "task",
  name,
  status: "succeeded",
  attempts,
  startMs,
  durationMs,
  children,
});

describe("fold", () => {
  it("counts neighbours of one shape, with the time from the first start to the last end", () => {
    const root = node("root", 0, 100, [
      node("item", 10, 20),
      node("item", 12, 30, [], 3),
      node("last", 60, 5),
      node("item", 70, 5),
    ]);
    const lines = linesOf(fold(root)).map(({ node: { name, count }, level }) => [level, count, name]);
    expect(lines).toEqual([
      [1, 1, "root"],
      [2, 2, "item"],
      [2, 1, "last"],
      [2, 1, "item"],
    ]);
    expect(fold(root).children[0]).toMatchObject({
      startMs: 10,
      endMs: 42,
      durations: [20, 30],
      attempts: 4,
    });
  });

  it("shows the children of the first of them, and keeps other shapes separate", () => {
    const pair = (name: string) => node(name, 0, 1, [node("inner", 0, 1)]);
    const lines = linesOf(fold(node("root", 0, 1, [pair("a"), pair("a"), node("a", 0, 1)])));
    expect(lines.map(({ node: { name, count }, level }) => `${level} ${count} ${name}`)).toEqual([
      "1 1 root",
      "2 2 a",
      "3 1 inner",
      "2 1 a",
    ]);
  });
});
