import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { entriesOf, functionsFirst, sectionsOf } from "@/components/reference/entries";
import { definitionIn, pythonReference } from "../../scripts/generate/python-reference.mjs";

it("has every function and class of the SDK, with an example", () => {
  const entries = new Map(
    entriesOf(readFileSync("docs/sdk.md", "utf8")).map(({ name, text }) => [name, text]),
  );
  const declared = readFileSync("lib/sdk/fanout.d.ts", "utf8").matchAll(
    /^ *export (?:function|class) (\w+)/gm,
  );
  for (const name of new Set([...declared].map(([, each = ""]) => each))) {
    const code = [...(entries.get(name) ?? "").matchAll(/```ts\n/g)];
    expect([name, code.length >= 2]).toEqual([name, true]);
  }
});

it("has functions and classes before types", () => {
  const names = functionsFirst(entriesOf(readFileSync("docs/sdk.md", "utf8"))).map(({ name }) => name);
  expect(names.indexOf("QueueClosed")).toBeLessThan(names.indexOf("TaskOptions"));
  expect(names).toHaveLength(new Set(names).size);
});

it("has what Python's programs import, with signatures", async () => {
  const sections = sectionsOf(await pythonReference());
  expect(sections.map(({ id }) => id)).toEqual(["dagster", "flytekit", "flyte"]);
  const names = sections.flatMap(({ entries }) => entries.map(({ name }) => name));
  for (const name of [
    "dagster.op",
    "dagster.DynamicOut",
    "flytekit.task",
    "flytekit.map_task",
    "flyte.TaskEnvironment",
  ])
    expect(names).toContain(name);
  const op = sections[0]?.entries.find(({ name }) => name === "dagster.op");
  expect(op?.text).toMatch(/```python\ndef op\(/);
});

it("reads a definition as it is written", () => {
  const text = [
    "def first(a, b=(1, 2)):",
    '    """Adds."""',
    "    return a",
    "",
    "class Second(Base):",
    '    """Keeps."""',
    "",
    "    def __init__(self, *, name=None):",
    "        pass",
    "",
  ].join("\n");
  expect(definitionIn(text, "first")).toEqual({ code: "def first(a, b=(1, 2))", doc: "Adds." });
  expect(definitionIn(text, "Second")).toEqual({ code: "class Second(*, name=None)", doc: "Keeps." });
  expect(definitionIn(text, "third")).toBeUndefined();
});
