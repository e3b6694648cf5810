import { describe, expect, it } from "vitest";
import { stackParts } from "./stack-text";

const shown = (stack: string) =>
  stackParts(stack)
    .map(({ text, place }) => (place ? `[${text}]` : text))
    .join("");

const OWN = (line: number, name: string, code: string) =>
  `  File "/home/pyodide/main.py", line ${line}, in ${name}\n    ${code}\n    ~~~~^^^\n`;
const LIBRARY =
  '  File "/lib/python314.zip/asyncio/runners.py", line 195, in run\n    return runner.run(main)\n';
const SHOWN = (line: number, name: string, code: string) =>
  `  File "main.py", [line ${line}], in ${name}\n    ${code}\n    ~~~~^^^\n`;
const HEAD = "Traceback (most recent call last):\n";

describe("a Python traceback", () => {
  it("keeps the program's frames", () => {
    expect(
      shown(
        `${HEAD}${OWN(9, "<module>", "asyncio.run(main())")}${LIBRARY}${OWN(4, "main", "f(1)")}ValueError: 1\n`,
      ),
    ).toBe(`${HEAD}${SHOWN(9, "<module>", "asyncio.run(main())")}${SHOWN(4, "main", "f(1)")}ValueError: 1\n`);
  });

  it("keeps causes and tracebacks of other workers", () => {
    const remote = `concurrent.futures.process._RemoteTraceback: \n"""\n${HEAD}${LIBRARY}${OWN(2, "work", "1 / 0")}ZeroDivisionError: division by zero\n"""\n\nThe above exception was the direct cause of the following exception:\n\n`;
    expect(
      shown(`${remote}${HEAD}${OWN(7, "<module>", "main()")}${LIBRARY}ZeroDivisionError: division by zero\n`),
    ).toBe(
      `concurrent.futures.process._RemoteTraceback: \n"""\n${HEAD}${SHOWN(2, "work", "1 / 0")}ZeroDivisionError: division by zero\n"""\n\nThe above exception was the direct cause of the following exception:\n\n${HEAD}${SHOWN(7, "<module>", "main()")}ZeroDivisionError: division by zero\n`,
    );
  });

  it("keeps groups of exceptions", () => {
    const group = (file: string, line: string) =>
      `  + Exception Group Traceback (most recent call last):\n  |   File "${file}", ${line}, in <module>\n  |     asyncio.run(main())\n`;
    const rest =
      "  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n";
    const library =
      '  |   File "/lib/python314.zip/asyncio/taskgroups.py", line 173, in _aexit\n  |     raise Group(\n  |     )\n';
    expect(
      shown(
        `${group("/home/pyodide/main.py", "line 9")}${library}${rest}    |   File "/home/pyodide/main.py", line 3, in f\n    |     raise E\n    | E\n    +------------------------------------\n`,
      ),
    ).toBe(
      `${group("main.py", "[line 9]")}${rest}    |   File "main.py", [line 3], in f\n    |     raise E\n    | E\n    +------------------------------------\n`,
    );
  });

  it("keeps syntax errors and recursion", () => {
    expect(
      shown(
        '  File "/home/pyodide/main.py", line 3\n    def f(:\n          ^\nSyntaxError: invalid syntax\n',
      ),
    ).toBe('  File "main.py", [line 3]\n    def f(:\n          ^\nSyntaxError: invalid syntax\n');
    const repeated = "  [Previous line repeated 990 more times]\n";
    expect(shown(`${HEAD}${OWN(2, "f", "f()")}${repeated}${LIBRARY}${repeated}RecursionError\n`)).toBe(
      `${HEAD}${SHOWN(2, "f", "f()")}${repeated}RecursionError\n`,
    );
  });

  it("is whole where nothing of the program is in it", () => {
    expect(shown(`${HEAD}${LIBRARY}OSError\n`)).toBe(`${HEAD}${LIBRARY}OSError\n`);
  });
});

describe("a stack of JavaScript", () => {
  it("has the program's places as parts", () => {
    const stack = "Error: no\n    at parse (main.ts:3:9)\n    at async main.ts:12:1\n    at other.ts:1:2";
    expect(stackParts(stack).flatMap(({ place }) => place ?? [])).toEqual([
      { line: 3, column: 9 },
      { line: 12, column: 1 },
    ]);
    expect(shown(stack)).toBe(
      "Error: no\n    at parse ([main.ts:3:9])\n    at async [main.ts:12:1]\n    at other.ts:1:2",
    );
  });

  it("takes any text", () => {
    for (const text of ["", "\n", 'File "', "|".repeat(9), 'File "main.py", line 99999999999999999999'])
      expect(
        stackParts(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
  });
});
