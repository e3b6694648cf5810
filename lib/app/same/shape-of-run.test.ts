import { describe, expect, test } from "vitest";
import { defaultSettings } from "@/lib/model/settings";
import { flattenSpans, type NestedSpan, traceFromSpans } from "@/lib/trace/from-spans";
import { TEST_TRIAL } from "@/lib/trace/testing";
import { shapeOfRun } from "./shape-of-run";
import { sourceOf } from "./source-of";

const task = (name: string, started: number, more: Partial<NestedSpan> = {}): NestedSpan => ({
  name,
  started,
  ended: started + 1,
  ...more,
});

const NOTHING = { workers: undefined, chunk: undefined };

const shape = (children: readonly NestedSpan[], advised: Parameters<typeof shapeOfRun>[3] = NOTHING) =>
  shapeOfRun(
    traceFromSpans(flattenSpans({ kind: "workflow", name: "job", started: 0, ended: 99, children }), {
      info: TEST_TRIAL,
    }),
    { name: "job", code: "", definitions: [] },
    { ...defaultSettings(2), workers: 3 },
    advised,
  );

const counts = (children: readonly NestedSpan[]) =>
  shape(children).stages.map(({ name, count }) => [name, count]);

describe("the shape of a run", () => {
  test("has tasks in their order, and calls of one task in one place as a map", () => {
    expect(
      counts([
        task("save", 9),
        task("load", 1),
        {
          kind: "map",
          name: "count",
          children: [task("count", 2), task("count", 3, { children: [task("inner", 3)] })],
        },
        { kind: "group", name: "rows[?]", children: [task("rows", 5), task("rows", 5), task("rows", 6)] },
      ]),
    ).toEqual([
      ["load", 1],
      ["count", 2],
      ["rows", 3],
      ["save", 1],
    ]);
  });

  test("has the items of a pool's chunks as one map", () => {
    const chunk = (at: number) =>
      task("square (chunk)", at, { children: [task("square", at), task("square", at)] });
    expect(counts([{ kind: "group", name: "Pool(2)", children: [chunk(1), chunk(2)] }])).toEqual([
      ["square", 4],
    ]);
  });

  test("has the run's settings, or what its answer recommends", () => {
    expect(shape([task("a", 1)])).toMatchObject({ workers: 3, chunk: undefined });
    expect(shape([task("a", 1)], { workers: 6, chunk: 8 })).toMatchObject({ workers: 6, chunk: 8 });
  });
});

test("the text of a definition ends where it does", () => {
  const typescript = "const a = task(\n  async (n) => {\n    return n;\n  },\n);\nconst b = 1;\n";
  expect(sourceOf(typescript, 1)).toBe("const a = task(\n  async (n) => {\n    return n;\n  },\n);");
  const python = "def a(x):\n    y = x\n\n    return y\n\ndef b(): pass\n";
  expect(sourceOf(python, 1)).toBe("def a(x):\n    y = x\n\n    return y");
  expect(sourceOf(python, 99)).toBe("");
});
