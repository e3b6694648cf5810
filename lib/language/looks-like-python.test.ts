import { describe, expect, it } from "vitest";
import { looksLikePython } from "./looks-like-python";
import { pastedProgram } from "./pasted-program";

describe("looks like Python", () => {
  it.each([
    "from multiprocessing import Pool\n\nprint(Pool(2).map(abs, [1]))\n",
    "import os",
    "import multiprocessing as mp, os  # both",
    "with Pool(4) as pool:\n    print(pool.map(square, range(10)))\n",
    "def f(x): return x * x",
    "async def main():\n    await asyncio.sleep(1)\n",
    "squares = [x * x for x in range(10)]",
    'print(f"{name}: {value}")',
    "key = lambda item: item[1]",
    "@dataclass\nclass Point:\n    x: int\n",
    "try:\n    run()\nexcept* ValueError as group:\n    print(group)\n",
    'if __name__ == "__main__":\n    main()\n',
    "result = None",
    "class Stack[T]:\n    pass\n",
    ">>> x = [1, 2]\n>>> for y in x:\n...     print(y)\n1\n2\n",
    "Try this:\n\n```python\nimport os\nprint(os.getpid())\n```\n",
    "    for x in items:\n        print(x)\n",
    'def shader():\n    """\n    const x = 1;\n    let y = 2;\n    """\n    raise ValueError\n\ndef g():\n    pass\n',
  ])("%j", (text) => {
    expect(looksLikePython(text)).toBe(true);
  });

  it.each([
    "",
    "x = 1",
    'print("x")',
    "pool.map(square, items)",
    "# a heading\n\nSome words in a message: if you see this, import it.\n",
    'import lodash from "lodash";',
    'import "fanout"',
    "const f = (x: number) => x;",
    "class A {\n  @log\n  f() { return 1; }\n}",
    "for (const x of [1]) {\n",
    "switch (1) {\n  case 1:\n  default:\n}",
    'import { workflow } from "fanout";\nconst help = `\nimport os\ndef f(x):\n    pass\n`;\nexport default workflow(() => help);',
    "if (a not in b) {\n  f();\n}",
  ])("not %j", (text) => {
    expect(looksLikePython(text)).toBe(false);
  });
});

describe("a pasted program", () => {
  it.each([
    ["is left alone", "import os\n\nprint(1)\n", "import os\n\nprint(1)\n"],
    [
      "loses prompts and answers",
      ">>> x = 1\n>>> if x:\n...     x\n...\n1\n>>> x\n1\n",
      "x = 1\nif x:\n    x\n\nx\n",
    ],
    [
      "loses IPython's prompts",
      "In [1]: def f():\n   ...:     return 1\n\nOut[1]: 2\nIn [2]: f()",
      "def f():\n    return 1\nf()\n",
    ],
    ["loses a fence", "```python\nimport os\n```", "import os\n"],
    [
      "loses the words around fences",
      "First\n```py\na = 1\n```\nthen\n```sh\npip install x\n```\n```py\nb = 2\n```\n",
      "a = 1\n\nb = 2\n",
    ],
    ["loses its indentation", "\n    def f():\n        pass\n\n    f()\n", "\ndef f():\n    pass\n\nf()\n"],
    [
      "keeps examples in its texts",
      'def f():\n    """\n    >>> f()\n    ```\n    f()\n    ```\n    """\n',
      'def f():\n    """\n    >>> f()\n    ```\n    f()\n    ```\n    """\n',
    ],
    ["keeps an open fence", "```python\nimport os\n", "```python\nimport os\n"],
    ["keeps lines that end the indentation", "    a = 1\nb = 2\n", "    a = 1\nb = 2\n"],
  ])("%s", (_, text, program) => {
    expect(pastedProgram(text)).toEqual({ program, isCleaned: program !== text });
  });

  it("is found in any text in a time that grows with its length", () => {
    const before = performance.now();
    for (const part of [
      "```",
      "```py\n",
      ">>> ",
      "    ",
      "[(",
      "lambda x ",
      "import a, ",
      "f'",
      "class A(",
      "if a (",
    ])
      looksLikePython(part.repeat(20_000));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
