import { describe, expect, test } from "vitest";
import { errorsOf, programOf } from "./testing";

const inputsOf = (inputs: string, before = "") =>
  programOf(
    `import { workflow } from "fanout";\n${before}\nexport default workflow(async () => 1, {\n  name: "x",\n  inputs: ${inputs},\n});\n`,
  ).inputs;

describe("defaults", () => {
  test.each([
    ["1", "number", 1],
    ["-1.5", "number", -1.5],
    ["1_000_000", "number", 1_000_000],
    ["1e3", "number", 1_000],
    ["0xff", "number", 255],
    ["60 * 60 * 1000", "number", 3_600_000],
    ["2 ** 10 - (1 << 3) % 5", "number", 1_021],
    ["+5", "number", 5],
    ['"a"', "string", "a"],
    [`'a' + \`b\${1}\``, "string", "ab1"],
    ["`a\\nb`", "string", "a\nb"],
    ["true", "boolean", true],
    ["!true", "boolean", false],
    ["null", "json", null],
    ["[]", "json", []],
    ["[1, -2, 3]", "numbers", [1, -2, 3]],
    ["[...[1], 2]", "numbers", [1, 2]],
    ['["a", `b`]', "strings", ["a", "b"]],
    ['[1, "b"]', "json", [1, "b"]],
    [
      "[[1, 2], [3, 4]]",
      "json",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '{ a: 1, "b c": [2], 3: null, ["d"]: { e: true } }',
      "json",
      { 3: null, a: 1, "b c": [2], d: { e: true } },
    ],
    ["{ ...{ a: 1 }, b: 2 }", "json", { a: 1, b: 2 }],
    ["5 as number", "number", 5],
    ["[1, 2] as const", "numbers", [1, 2]],
    ["(5)!", "number", 5],
    ["LIMIT * 2", "number", 20],
    ["LIST", "numbers", [1, 10]],
    ["NESTED", "json", { list: [1, 10] }],
  ] as const)("%s", (text, type, value) => {
    const before = "const LIMIT = 10; const LIST = [1, LIMIT]; const NESTED = { list: LIST };";
    expect(inputsOf(`{ a: ${text} }`, before)).toEqual([{ name: "a", type, default: value }]);
  });

  test.each([
    ["Date.now()"],
    ["new Map()"],
    ["undefined"],
    ["1n"],
    ["/a/"],
    ["1 / 0"],
    ["changing"],
    ["missing"],
    ["circle"],
    ["{ __proto__: null }"],
    ["{ get a() { return 1; } }"],
    ["() => 1"],
    ["[, 1]"],
    ["[changing]"],
    ["long"],
  ])("%s is not read", (text) => {
    const doubled = Array.from({ length: 40 }, (_, n) => `const d${n + 1} = d${n} + d${n};`).join("\n");
    const before = `let changing = 1; const circle = [other]; const other = [circle];\nconst d0 = "0123456789";\n${doubled}\nconst long = d40;`;
    expect(inputsOf(`{ a: ${text} }`, before)).toEqual([{ name: "a", type: "json" }]);
  });

  test("constants that double without end are given up", () => {
    const doubled = Array.from({ length: 60 }, (_, n) => `const d${n + 1} = [d${n}, d${n}];`).join("\n");
    expect(inputsOf("{ a: d60 }", `const d0 = [1];\n${doubled}`)).toEqual([{ name: "a", type: "json" }]);
    const spread = Array.from({ length: 60 }, (_, n) => `const d${n + 1} = { ...d${n}, ...d${n} };`).join(
      "\n",
    );
    expect(
      errorsOf(
        `import { workflow } from "fanout";\nconst d0 = { a: 1 };\n${spread}\nexport default workflow(() => 1, { inputs: d60 });`,
      ),
    ).toHaveLength(1);
  });

  test("a method or a getter has no default", () => {
    expect(inputsOf("{ a() {}, get b() { return 1; } }")).toEqual([
      { name: "a", type: "json" },
      { name: "b", type: "json" },
    ]);
  });

  test("in a constant, with others spread into them; the last of a name counts", () => {
    expect(inputsOf("{ ...BASE, b: 3, 'c d': 4 }", "const BASE = { a: 1, b: 2 };")).toEqual([
      { name: "a", type: "number", default: 1 },
      { name: "b", type: "number", default: 3 },
      { name: "c d", type: "number", default: 4 },
    ]);
    expect(inputsOf("INPUTS", "const INPUTS = { a: 1 };")).toEqual([
      { name: "a", type: "number", default: 1 },
    ]);
  });

  test("of the entry alone, and none where it has none", () => {
    const program = programOf(
      'import { workflow } from "fanout";\nconst other = workflow(() => 1, { inputs: { b: 1 } });\nexport default workflow(() => 1);',
    );
    expect(program.inputs).toEqual([]);
  });

  test.each([["makeInputs()"], ["{ ...makeInputs() }"], ["{ [makeInputs()]: 1 }"]])(
    "inputs cannot be %s",
    (text) => {
      const source = `import { workflow } from "fanout";\nconst makeInputs = () => ({});\nexport default workflow(() => 1, {\n  inputs: ${text},\n});`;
      expect(errorsOf(source)).toEqual([
        {
          message:
            "Write inputs as an object literal. The input form is built from it before the program runs.",
          line: 4,
          column: 3,
        },
      ]);
    },
  );
});

describe("descriptions", () => {
  const described = (inputs: string) =>
    Object.fromEntries(inputsOf(inputs).map(({ name, description }) => [name, description]));

  test("above, behind, in the line, in blocks", () => {
    expect(
      described(`{ // not of a
      // One
      a: 1,
      /* Two */
      b: 2,
      /**
       * Three,
       * in two lines
       */
      c: 3,
      d: 4, // Four
      e: 5 as number /* Five */,
      // Six
      // goes on
      f: 6, // not this
      /* Seven */ g: 7,

      // too far away

      h: 8,
      i: [
        // inside
        1, 2,
      ],
      j: { k: 1 }, // Ten
      l: \`// \${"/* no */"}\`,
      m: 13 // Thirteen
    }`),
    ).toEqual({
      a: "One",
      b: "Two",
      c: "Three, in two lines",
      d: "Four",
      e: "Five",
      f: "Six goes on",
      g: "Seven",
      h: undefined,
      i: undefined,
      j: "Ten",
      l: undefined,
      m: "Thirteen",
    });
  });

  test("in one line", () => {
    expect(described("{ a: 1, /* of b */ b: 2, c: 3 /* of c */ }")).toEqual({
      a: undefined,
      b: "of b",
      c: "of c",
    });
  });

  test("with the line ends of other systems", () => {
    const [field] = programOf(
      'import { workflow } from "fanout";\r\nexport default workflow(() => 1, {\r\n  inputs: {\r\n    // One\r\n    // and more\r\n    a: 1,\r\n  },\r\n});',
    ).inputs;
    expect(field).toEqual({ name: "a", type: "number", default: 1, description: "One and more" });
  });

  test("where types stood between", () => {
    expect(described("{\n  // One\n  a: <number>1, // no\n  b: [] as string[], // Two\n}")).toEqual({
      a: "One",
      b: "Two",
    });
  });
});
