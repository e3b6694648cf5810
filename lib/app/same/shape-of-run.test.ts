import { describe, expect, test } from "vitest";
import { SMALLEST_CHUNK } from "@/lib/analysis/advice/chunk-size";
import type { Finding } from "@/lib/analysis/advice/finding";
import { figure, type Sentence, say } from "@/lib/analysis/advice/sentence";
import { ENOUGH_WORKERS } from "@/lib/analysis/advice/workers-help";
import { defaultSettings } from "@/lib/model/settings";
import { flattenSpans, type NestedSpan, traceFromSpans } from "@/lib/trace/from-spans";
import { TEST_TRIAL } from "@/lib/trace/testing";
import { recommended, shapeOfRun } from "./shape-of-run";
import { sourceOf } from "./source-of";

const task = (name: string, started: number, more: Partial<NestedSpan> = {}): NestedSpan => ({
  name,
  started,
  ended: started + 1,
  ...more,
});

const shape = (children: readonly NestedSpan[], code = "") =>
  shapeOfRun(
    traceFromSpans(flattenSpans({ kind: "workflow", name: "job", started: 0, ended: 99, children }), {
      info: TEST_TRIAL,
    }),
    { name: "job", code, definitions: [] },
    { ...defaultSettings(2), workers: 3 },
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

  test("has the settings, or what the answer recommends", () => {
    expect(shape([task("a", 1)])).toMatchObject({ workers: 3, chunk: undefined });
    const finding = (sentence: Sentence): Finding => ({ kind: "workers", sentence, claims: [], rule: "" });
    const found = [
      finding(say`Use ${figure(ENOUGH_WORKERS, 6, "count")}.`),
      finding(say`Use ${figure(SMALLEST_CHUNK, 8, "count")}.`),
    ];
    expect(recommended(defaultSettings(2), found)).toEqual({ workers: 6, chunk: 8 });
  });
});

test("the text of a definition ends where it does", () => {
  const typescript = "const a = task(\n  async (n) => {\n    return n;\n  },\n);\nconst b = 1;\n";
  expect(sourceOf(typescript, 1)).toBe("const a = task(\n  async (n) => {\n    return n;\n  },\n);");
  const python = "def a(x):\n    y = x\n\n    return y\n\ndef b(): pass\n";
  expect(sourceOf(python, 1)).toBe("def a(x):\n    y = x\n\n    return y");
  expect(sourceOf(python, 99)).toBe("");
});
