import { describe, expect, it } from "vitest";
import { strategyNames } from "../../scripts/check-strategies.mjs";

const namesIn = (source) => strategyNames(source, true).flatMap(({ names }) => names);

describe("the check for names of strategies", () => {
  it.each([
    ['if (strategy === "pooled") f();', ["pooled"]],
    ['if ("hybrid" !== run.strategy) f();', ["hybrid"]],
    ['switch (strategy) { case "async": f(); case "dynamic": g(); }', ["async", "dynamic"]],
    ['const POOLED = STRATEGIES.indexOf("pooled");', ["pooled"]],
    ['const dynamic = traces.get("dynamic");', ["dynamic"]],
    ['const inline = ["sequential", "async"].includes(strategy);', ["sequential", "async"]],
    ['if (a.kind === "task" && a.strategy === "dynamic") f();', ["dynamic"]],
    ["const labels = { sequential: 1, async: 2, dynamic: 3 };", ["sequential"]],
    ["interface Found { readonly pooled: number }", ["pooled"]],
    ["f(labels.hybrid, found?.pooled);", ["hybrid", "pooled"]],
    ['type Fresh = "dynamic" | "hybrid";', ["dynamic", "hybrid"]],
    ['const view = <Chart strategy="pooled" />;', ["pooled"]],
  ])("finds %s", (source, expected) => {
    expect(namesIn(source)).toEqual(expected);
  });

  it.each([
    'if (kind === "dynamic" || "dynamic" === span.kind) f();',
    'if (KINDS[trace.kind[row]] !== "dynamic") f();',
    'switch (definition.kind) { case "task": { f(); break; } case "dynamic": g(); }',
    'const DYNAMIC_KIND = KINDS.indexOf("dynamic");',
    'const WORKS = new Set(["task", "process", "dynamic"]);',
    'function define(kind: "task" | "dynamic") {}',
    '// strategy === "pooled"',
    "const text = `under pooled`;",
    "const pooled = async () => pooled;",
    "const marked = new Marked({ async: false });",
    "const one = isPooled ? sequential : hybrid;",
  ])("lets pass %s", (source) => {
    expect(namesIn(source)).toEqual([]);
  });

  it("gives the line of each name", () => {
    expect(strategyNames('\nf("pooled", "hybrid");\n\ng("pooled");', false)).toEqual([
      { line: 2, names: ["pooled", "hybrid"] },
      { line: 4, names: ["pooled"] },
    ]);
  });
});
