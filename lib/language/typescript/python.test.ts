import { describe, expect, it } from "vitest";
import { compile } from "./compile";

const MESSAGE = "This is Python, and the language of this program is TypeScript.";
const messagesOf = (source: string) => {
  const result = compile(source);
  return result.ok ? [] : result.errors.map(({ message, line }) => [line, message]);
};

describe("pasted Python has one message", () => {
  it.each([
    [
      1,
      "from multiprocessing import Pool\n\ndef f(x):\n    return x * x\n\nif __name__ == '__main__':\n    with Pool(5) as p:\n        print(p.map(f, [1, 2, 3]))\n",
    ],
    [
      1,
      "import dagster as dg\n\n@dg.op(out=dg.DynamicOut())\ndef load():\n    for n in range(3):\n        yield dg.DynamicOutput(n, mapping_key=str(n))\n",
    ],
    [3, "\n\n@task\ndef step(a: int) -> int:\n    return a + 1\n"],
    [2, "# a comment\ndef f(x):\n    return [y for y in x]\n"],
    [1, "async def main(items: list[str]) -> dict:\n    return {\n        'a': 1,\n    }\n"],
    [1, "class Item(BaseModel):\n    name: str\n"],
    [1, "for x in range(10):\n    print(x)\n"],
  ])("from line %i", (line, source) => {
    expect(messagesOf(source)).toEqual([[line, MESSAGE]]);
  });
});

describe("a program with an error keeps its own", () => {
  it.each([
    'import { task, workflow } from "fanout";\nconst t = task(() => 1;\nexport default workflow(() => t());',
    "",
    "print('x')",
    "x = 1",
    'import { workflow } from "fanout";\nclass A {\n  @log\n  f() { return 1; }\n}\nexport default workflow(() => 1);',
    'import { workflow } from "fanout";\nswitch (1) {\n  case 1:\n  default:\n}\nconst a = b ? c :\nexport default workflow(() => 1);',
    'import lodash from "lodash";\nimport { workflow } from "fanout";\nexport default workflow(() => lodash);',
    "for (const x of [1]) {\n",
  ])("%s", (source) => {
    const messages = messagesOf(source);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.map(([, message]) => message)).not.toContain(MESSAGE);
  });
});
