import { describe, expect, it } from "vitest";
import type { PythonCode } from "@/lib/protocol/python-files";
import type { Program } from "../program";
import { compile } from "./compile";

function programOf(source: string): Program {
  const result = compile(source);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.program;
}

const problemOf = (source: string) => {
  const result = compile(source);
  return result.ok ? undefined : [result.errors[0]?.line, result.errors[0]?.message];
};

const codeOf = ({ code }: Program): PythonCode => JSON.parse(code);

describe("inputs", () => {
  const definition = `def main(
    items: int = 26,  # how many pieces
    piece_ms=100.5,
    names: list[str] = ["a", "b"], *,
    title="it's", ratio=-1, flags=(True, None), seen={}, limit=ITEMS,
):
    pass
`;

  it("are the defaults of a main that the program calls without arguments", () => {
    const program = programOf(`${definition}\nif __name__ == "__main__":\n    main()\n`);
    expect(program.inputs).toEqual([
      { name: "items", type: "number", default: 26, description: "how many pieces" },
      { name: "piece_ms", type: "number", default: 100.5 },
      { name: "names", type: "strings", default: ["a", "b"] },
      { name: "title", type: "string", default: "it's" },
      { name: "ratio", type: "number", default: -1 },
      { name: "flags", type: "json", default: [true, null] },
      { name: "seen", type: "json", default: {} },
      { name: "limit", type: "json" },
    ]);
    expect(codeOf(program)).toMatchObject({ start: "main", defaults: { items: 26, ratio: -1 } });
    expect(codeOf(program)).not.toHaveProperty("calls");
  });

  it.each([
    ["asyncio.run(main())", ["n"]],
    ["sys.exit(main())", ["n"]],
    ["main(5)", []],
    ["run(main)", []],
    ["print(1)", []],
  ])("where the program says %s", (call, names) => {
    const program = programOf(
      `async def main(n=1, *rest):\n    return main\n\nif __name__ == "__main__":\n    ${call}\n`,
    );
    expect(program.inputs.map(({ name }) => name)).toEqual(names);
  });

  it("are all parameters of a main that the program leaves to be called", () => {
    const program = programOf("def main(n: int, path: str, rest=None, /):\n    return n\n");
    expect(program.inputs).toEqual([
      { name: "n", type: "number" },
      { name: "path", type: "string" },
      { name: "rest", type: "json", default: null },
    ]);
    expect(codeOf(program).calls).toBe("main");
  });
});

describe("a platform's program", () => {
  const jobs = `from dagster import Config, graph, job, op

class Emit(Config):
    n: int = 3  # how many
    tag: str

@op
def emit(context, config: Emit): ...

@job(description="one")
def small():
    emit()

@graph
def both(): ...

big = both.to_job(name="large")
`;

  it("has an environment where tasks have a pool of their own, so that no other pool is started", () => {
    const kinds = (text: string) => programOf(text).definitions.map(({ kind }) => kind);
    const environment = (more: string) => `import flyte\nenv = flyte.TaskEnvironment(name="a"${more})\n`;
    expect(kinds(environment(", reusable=flyte.ReusePolicy(replicas=2)"))).toContain("environment");
    expect(kinds(environment(""))).not.toContain("environment");
  });

  it("leaves the choice of what runs to an input, and its run config is inputs", () => {
    const program = programOf(jobs);
    expect(program.inputs).toEqual([
      { name: "job", type: "string", default: "small", choices: ["small", "big"] },
      { name: "emit.n", type: "number", default: 3, description: "how many" },
      { name: "emit.tag", type: "string" },
    ]);
    expect(program.fansOutItself).toBe(false);
    expect(codeOf(program).entry).toEqual({ input: "job", usual: "small" });
    expect(program.definitions[0]).toMatchObject({ name: "main.py", line: 11 });
  });

  it("has an input for the part that runs, where it is divided into partitions and starts nothing itself", () => {
    const divided =
      "from dagster import StaticPartitionsDefinition, asset\n@asset(partitions_def=P)\ndef a(): ...\n";
    expect(programOf(divided).inputs).toMatchObject([{ name: "partition", type: "string", default: "" }]);
    expect(programOf(`${divided}materialize([a], partition_key="x")\n`).inputs).toEqual([]);
  });

  it.each([
    ["a main guard", 'if __name__ == "__main__":\n    small.execute_in_process()\n'],
    ["a call at the top level", "result = small.execute_in_process()\n"],
  ])("that starts itself by %s has no choice", (_, start) => {
    const program = programOf(jobs + start);
    expect(program.inputs).toEqual([]);
    expect(codeOf(program)).not.toHaveProperty("entry");
    expect(program.fansOutItself).toBe(false);
  });

  it("with one entry has its parameters as inputs", () => {
    const source =
      "from flytekit import task, workflow\n@workflow\ndef wf(n: int = 2) -> int:\n    return f(n=n)\n";
    expect(programOf(source).inputs).toEqual([{ name: "n", type: "number", default: 2 }]);
    const two = programOf(`${source}@workflow\ndef outer(name: str): ...\n`);
    expect(two.inputs.map(({ name, default: value }) => [name, value])).toEqual([
      ["workflow", "outer"],
      ["wf.n", 2],
      ["outer.name", undefined],
    ]);
  });
});

describe("definitions", () => {
  it("are the functions of the module, and the program itself at its main guard", () => {
    const { definitions, name } = programOf(
      '"""Squares in a pool."""\n\n\ndef square(x):\n    def inner():\n        pass\n\n@cache\nasync def other(): ...\n\nclass A:\n    def f(self): ...\n\nif __name__ == \'__main__\':\n    square(1)\n',
    );
    expect(definitions).toMatchObject([
      { kind: "workflow", name: "main.py", line: 14, entry: true },
      { kind: "task", name: "square", binding: "square", line: 4, column: 1, entry: false },
      { kind: "task", name: "other", line: 9 },
    ]);
    expect(name).toBe("Squares in a pool");
  });
});

describe("mistakes that need no interpreter", () => {
  it.each([
    ["print('a\n", 1, "SyntaxError: unterminated string literal (detected at line 1)"],
    [
      "x = 1\ny = \x27\x27\x27a\nb\n",
      2,
      "SyntaxError: unterminated triple-quoted string literal (detected at line 4)",
    ],
    ["f = f'{x\n", 1, "SyntaxError: unterminated f-string literal (detected at line 1)"],
    ["f(\n  [1, 2\n", 2, "SyntaxError: '[' was never closed"],
    ["f(1))\n", 1, "SyntaxError: unmatched ')'"],
    ["f(1]\n", 1, "SyntaxError: closing parenthesis ']' does not match opening parenthesis '('"],
    ["f(\n1]\n", 2, "SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 1"],
    ["def f()\n    pass\n", 1, "SyntaxError: expected ':'"],
    [
      "for x in y:\nprint(x)\n",
      2,
      "IndentationError: expected an indented block after 'for' statement on line 1",
    ],
    [
      "def f():\n\nx = 1\n",
      3,
      "IndentationError: expected an indented block after function definition on line 1",
    ],
    ["x = 1\n  y = 2\n", 2, "IndentationError: unexpected indent"],
    ["if x:\n    a\n  b\n", 3, "IndentationError: unindent does not match any outer indentation level"],
  ])("%j", (source, line, message) => {
    expect(problemOf(source)).toEqual([line, message]);
  });

  it.each([
    "",
    "# nothing",
    "x = {\n  'a': 1,\n}[\n'a']\nif x: y = 1\nelse: y = 2\n",
    'f"{x!r:>{width}} {{ {d["a"]} {"}"}"\n',
    "r'\\\\'\nb'\\''\n\x27\x27\x27it\x27s\x27\x27\x27\n",
    "match x:\n    case 1:\n        pass\nmatch = 1\n",
    "def f(a, b=lambda x: x, *c) -> dict[str, int]:\n\treturn {a: b}\n",
    "x = 1 \\\n  + 2\n",
    "class A: pass\nwith a as b, c as d:\n  pass\ntry:\n  pass\nexcept* E:\n  pass\n",
    "if x:\n    a\n# a comment\n    b\n",
    "x = lambda: 0\nx: int = 1\nx[1:2]\n",
  ])("none in %j", (source) => {
    expect(problemOf(source)).toBeUndefined();
  });

  it("a program that is too long", () => {
    expect(problemOf(`# ${"x".repeat(300_000)}`)?.[1]).toContain("The limit is 256 KiB");
  });
});
