import fc from "fast-check";
import { expect, test } from "vitest";
import type { TreeNode } from "@/lib/protocol/report";
import { cutTree } from "./cut-tree";
import { treeV1 } from "./report-v1";
import { tree } from "./testing";
import { fromColumns, toColumns } from "./tree-columns";

const nodes = (root: TreeNode): TreeNode[] => [root, ...root.children.flatMap(nodes)];
const total = (root: TreeNode): number => nodes(root).reduce((sum, node) => sum + 1 + (node.omitted ?? 0), 0);

test("columns contain the whole tree, with times exact to a tick", () => {
  fc.assert(
    fc.property(tree, (root) => {
      const columns = toColumns(root);
      expect(treeV1.safeParse(columns).success).toBe(true);
      const [before, after] = [nodes(root), nodes(fromColumns(JSON.parse(JSON.stringify(columns))))];
      expect(after.length).toBe(before.length);
      for (const [at, node] of before.entries()) {
        const { startMs, durationMs, children, ...rest } = node;
        const back = after[at];
        expect({ ...back, startMs: 0, durationMs: 0, children: 0 }).toEqual({
          ...rest,
          startMs: 0,
          durationMs: 0,
          children: 0,
        });
        expect(back?.children.length).toBe(children.length);
        expect(Math.abs((back?.startMs ?? 0) - startMs)).toBeLessThanOrEqual(columns.tick * 0.51);
        expect(Math.abs((back?.durationMs ?? 0) - durationMs)).toBeLessThanOrEqual(columns.tick * 0.51);
      }
    }),
  );
});

test("a tree from columns goes in and out unchanged", () => {
  fc.assert(
    fc.property(tree, (root) => {
      const once = fromColumns(toColumns(root));
      expect(fromColumns(toColumns(once))).toEqual(once);
    }),
  );
});

test("a map's items cost a few characters each", () => {
  const item = (index: number): TreeNode => ({
    kind: "task",
    name: "piece",
    key: String.fromCharCode(97 + (index % 26)),
    index,
    status: "succeeded",
    attempts: 1,
    startMs: 10 + Math.floor(index / 8) * 100.3,
    durationMs: 100.2 + (index % 3) / 10,
    worker: 1 + (index % 8),
    children: [],
  });
  const root: TreeNode = {
    kind: "map",
    name: "piece",
    status: "succeeded",
    attempts: 1,
    startMs: 0,
    durationMs: 1400,
    children: Array.from({ length: 100 }, (_, index) => item(index)),
  };
  expect(JSON.stringify(toColumns(root)).length / 100).toBeLessThan(25);
});

const base = {
  tick: 1,
  names: ["a"],
  name: [0, 0],
  kind: "33",
  status: "11",
  children: [1, 0],
  start: [0, 0],
  duration: [1, 1],
};

test.each([
  ["columns differ in length", { ...base, start: [0] }],
  [
    "columns differ in length",
    { ...base, name: [], kind: "", status: "", children: [], start: [], duration: [] },
  ],
  ["more children than there are", { ...base, children: [2, 0] }],
  ["belong to no parent", { ...base, children: [0, 0] }],
  ["points past the end", { ...base, name: [0, 7] }],
  ["no meaning", { ...base, kind: "39" }],
  ["no meaning", { ...base, status: "1x" }],
])("columns that contradict one another: %s", (message, columns) => {
  expect(() => fromColumns(columns)).toThrow(message);
});

test("a chain deeper than any program can make is refused", () => {
  const length = 20_000;
  const chain = {
    ...base,
    name: new Array<number>(length).fill(0),
    kind: "3".repeat(length),
    status: "1".repeat(length),
    children: [...new Array<number>(length - 1).fill(1), 0],
    start: new Array<number>(length).fill(0),
    duration: new Array<number>(length).fill(0),
  };
  expect(() => fromColumns(chain)).toThrow("nested deeper");
});

test("cutting keeps the top and counts removed nodes", () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 30 }), (root, most) => {
      const cut = cutTree(root, most);
      expect(nodes(cut).length).toBe(Math.min(most, nodes(root).length));
      expect(total(cut)).toBe(total(root));
    }),
  );
});

test("of columns with too many nodes the top is made, as cutting would", () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 30 }), (root, most) => {
      const columns = toColumns(root);
      expect(fromColumns(columns, most)).toEqual(cutTree(fromColumns(columns), most));
    }),
  );
});

test("the largest columns there may be are read soon, whatever is in them", () => {
  const length = 20_000;
  const many = <T>(value: T): T[] => new Array<T>(length).fill(value);
  const flat = {
    ...base,
    name: many(0),
    kind: "3".repeat(length),
    status: "1".repeat(length),
    children: [length - 1, ...many(0).slice(1)],
    start: many(0),
    duration: many(0),
    omitted: Array.from({ length }, (_, at): [number, number] => [at, 1]),
  };
  // Half of the nodes have lost a child each.
  const bushy = {
    ...flat,
    children: [
      length / 2,
      ...Array.from({ length: length - 1 }, (_, at) => (at < length - 2 ? (at + 1) % 2 : 0)),
    ],
  };
  for (const columns of [flat, bushy]) {
    const root = fromColumns(columns);
    expect(nodes(root)).toHaveLength(2_000);
    expect(total(root)).toBe(2 * length);
  }
});
