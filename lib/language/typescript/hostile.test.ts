import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyText } from "@/lib/testing/arbitraries";
import { compile } from "./compile";
import { errorsOf, programOf, withEntry } from "./testing";

const repeat = (open: string, middle: string, close: string, bytes = 250_000) => {
  const times = Math.floor((bytes - middle.length) / (open.length + close.length));
  return open.repeat(times) + middle + close.repeat(times);
};

/** A result or errors with a message each; never a throw. */
function answers(source: string): boolean {
  const result = compile(source);
  if (!result.ok) {
    expect(result.errors.length).toBeGreaterThan(0);
    for (const { message } of result.errors) expect(message).not.toBe("");
  }
  return result.ok;
}

describe("256 KiB of nesting", () => {
  test.each([
    ["parentheses", `const a = ${repeat("(", "1", ")")};`],
    ["arrays", `const a = ${repeat("[", "1", "]")};`],
    ["objects", `const a = ${repeat("{a:", "1", "}")};`],
    ["blocks", repeat("{", "", "}")],
    ["functions", repeat("function f(){", "", "}")],
    ["arrows", `const a = ${repeat("x=>", "1", "")};`],
    ["awaits", `const a = async () => ${repeat("await ", "1", "")};`],
    ["templates", `const a = ${repeat("`${", "1", "}`")};`],
    ["calls", `const a = ${repeat("f(", "1", ")")};`],
    ["types", `type A = ${repeat("A<", "1", ">")};`],
    ["function types", `type A = ${repeat("(a: ", "1", ") => 1")};`],
    ["operators", `const a = ${repeat("!", "1", "")};`],
    ["sums", `const a = ${repeat("1+", "1", "")};`],
    ["members", `const a = b${repeat(".a", "", "")};`],
    ["conditions", `const a = ${repeat("1?2:", "3", "")};`],
    ["ifs", `${repeat("if(1);else ", ";", "")}`],
    ["open brackets", repeat("(", "", "")],
    ["closing brackets", repeat("", "", ")")],
    ["open templates", repeat("`${", "", "")],
    ["classes", repeat("class A{m(){", "", "}}")],
    ["labels", `${Array.from({ length: 20_000 }, (_, n) => `l${n}:`).join("")};`],
  ])("%s", (_, body) => {
    expect(() => answers(withEntry(body))).not.toThrow();
  });

  test("says where", () => {
    const [error] = errorsOf(withEntry(`const a = 1;\nconst b = ${repeat("(", "1", ")")};`));
    expect(error).toMatchObject({ message: "This code is nested too deeply.", line: 3 });
  });

  test.each([
    ["arrow functions in default values", "(a=", ")=>1"],
    ["async ones", "async (a=", ")=>1"],
    ["ones with types", "(a: any = ", "): any => 1"],
  ])("says so of %s, and is not busy with it for minutes", (_, open, close) => {
    const nested = (levels: number) =>
      withEntry(`const a = 1;\nconst f = ${open.repeat(levels)}1${close.repeat(levels)};`);
    for (const levels of [20, 60, 1_000]) {
      expect(errorsOf(nested(levels))[0]).toMatchObject({
        message: expect.stringContaining("nested too deeply"),
        line: 3,
      });
    }
    expect(answers(nested(8))).toBe(true);
  });

  test("and what is nested a little compiles", () => {
    const sum = Array.from({ length: 500 }, (_, n) => `"${n}"`).join(" + ");
    expect(answers(withEntry(`const a = ${sum};\nconst b = ${repeat("(", "1", ")", 100)};`))).toBe(true);
  });
});

let count = 0;

// In `npm run test:slow`.
describe.runIf(process.env.FANOUT_SLOW === "only")("256 KiB of one thing", () => {
  // Each is far below a second on its own; the time that a test may take is the bound.
  test.each([
    [
      "functions in the place of tasks",
      `import { map } from "fanout";\n${"map(() => 1, [a]);\n".repeat(13_000)}`,
    ],
    [
      "promises that are passed on",
      `import { map } from "fanout";\nconst a = map(1);\n${"map(1, a);\n".repeat(20_000)}`,
    ],
    [
      "loops with awaited calls",
      `import { task } from "fanout";\nconst a = task(() => 1), b = async () => {\n${"for (const c of d) await a(c);\n".repeat(8_000)}};`,
    ],
    [
      "nested loops with awaited calls",
      `import { task } from "fanout";\nconst a = task(() => 1), b = async () => {\n${repeat("for (const c of d) { await a(c);", "", "}", 20_000)}};`,
    ],
    ["unavailable names", "fetch(1);\n".repeat(25_000)],
    [
      "variables that workers do not share",
      `import { task } from "fanout";\nlet a = 1, b = task(() => a);\n${"function c() { a = 2; }\n".repeat(8_000).replaceAll("c()", () => `c${count++}()`)}`,
    ],
    ["numbers", `const a = [${"1,".repeat(120_000)}];`],
    ["calls that change things", `const a = [];\n${"a.b();\n".repeat(35_000)}`],
    [
      "constants in a chain",
      Array.from({ length: 9_000 }, (_, n) => `const a${n} = () => a${n + 1};`).join("\n"),
    ],
    [
      "calls along a chain",
      Array.from({ length: 4_500 }, (_, n) => `const a${n} = () => a${n + 1};\na${4_499 - n}();`).join("\n"),
    ],
    ["awaits", `const f = async (g) => {\n${"await g;\n".repeat(25_000)}};`],
    ["loops", `const f = async (g) => {\n${"for await (g of g);\n".repeat(12_000)}};`],
    ["comments", "/* ( */ // {\n".repeat(19_000)],
    ["lines", "\n".repeat(250_000)],
    ["names", `const ${Array.from({ length: 25_000 }, (_, n) => `v${n}=1`).join(",")};`],
  ])("%s", (_, body) => {
    expect(answers(withEntry(body))).toBe(true);
  });

  // Each name is asked after among all those before it.
  const names = Array.from({ length: 60_000 }, (_, n) => `z${n.toString(36)}`);
  test.each([
    ["let", `let ${names.slice(0, 50_000).join(",")};`],
    ["let in a function", `function f(){let ${names.slice(0, 50_000).join(",")};}`],
    [
      "var in blocks",
      names
        .slice(0, 20_000)
        .map((name) => `{var ${name};}`)
        .join(""),
    ],
    [
      "functions",
      names
        .slice(0, 12_000)
        .map((name) => `function ${name}(){}`)
        .join(""),
    ],
    ["parameters", `function f(${names.slice(0, 50_000).join(",")}){}`],
    ["exports", `let ${names.slice(0, 20_000).join(",")};export{${names.slice(0, 20_000).join(",")}};`],
    [
      "lines that end in a type",
      names
        .slice(0, 14_000)
        .map((name) => `let ${name}: T\n[1]\n`)
        .join(""),
    ],
  ])("declarations: %s", (_, body) => {
    expect(answers(withEntry(body))).toBe(true);
  });

  test("and a name that is declared twice among many is found", () => {
    const list = names.slice(0, 30_000).join(",");
    for (const [body, name] of [
      [`let ${list};\nconst ${names[20_000]} = 1;`, names[20_000]],
      [`var ${list};\nfunction f() {}\nlet ${names[9]} = 1;`, names[9]],
      [`function f() { let ${list}; { var ${names[29_999]}; } }`, names[29_999]],
    ] as const)
      expect(errorsOf(withEntry(body))[0]?.message).toBe(`Identifier '${name}' has already been declared`);
    expect(answers(withEntry(`try {} catch (${names[0]}) { var ${list}; }`))).toBe(true);
  });

  test("imports of what is not there", () => {
    const names = Array.from({ length: 15_000 }, (_, n) => `wrong${n}`).join(", ");
    expect(errorsOf(withEntry(`import { ${names} } from "fanout";`)).length).toBe(50);
  });

  test("definitions: at most 1,000", () => {
    const tasks = (count: number) =>
      Array.from({ length: count }, (_, n) => `const t${n} = task(() => t${n - 1});`).join("\n");
    expect(
      programOf(withEntry(`const t = 1;\n${tasks(999)}`.replace("t-1", "t"), "task, workflow")).definitions,
    ).toHaveLength(1_000);
    expect(errorsOf(withEntry(tasks(5_000).replace("t-1", "0"), "task, workflow"))).toEqual([
      { message: "This program has 5,001 definitions (tasks, workflows, …). The limit is 1,000." },
    ]);
  });

  test("a chain of tasks in a large program", () => {
    const helpers = Array.from({ length: 5_000 }, (_, n) => `const h${n} = () => h${n + 1};`).join("\n");
    const tasks = Array.from({ length: 900 }, (_, n) => `const t${n} = task(() => h${n});`).join("\n");
    expect(answers(withEntry(`${helpers}\n${tasks}`, "task, workflow"))).toBe(true);
  });
});

describe("odd text", () => {
  test.each([
    ["nothing", ""],
    ["a byte order mark", "\uFEFF"],
    ["a hashbang", `#!/usr/bin/env node\n${withEntry("")}`],
    ["half a pair", withEntry('const a = "\uD800", b = `\uDC00`; // \uD83D')],
    ["names in other scripts", withEntry("const größe = 1, 变量 = async () => await größe, \\u{61}b = 2;")],
    ["right to left", withEntry('const a = "\u202E"; // \u2066')],
    ["NUL", withEntry('const a = "\0";\n// \0')],
    ["no line at the end", withEntry("").trimEnd()],
    ["spaces of every kind", withEntry("const\u00A0a\u2003=\u3000await\uFEFF1;")],
  ])("%s", (_, source) => {
    expect(() => answers(source)).not.toThrow();
  });

  test("names in other scripts are names", () => {
    const { definitions } = programOf(
      withEntry("const größe = task(async (变量) => await 变量);", "task, workflow"),
    );
    expect(definitions[0]).toMatchObject({ name: "größe", line: 2, column: 15 });
  });

  test("whatever is typed, there is an answer", () => {
    const words = fc.constantFrom(
      ..."import export default from * as type interface enum namespace declare abstract class extends new".split(
        " ",
      ),
      ..."async await for of function let const var if else while do switch case return throw try catch".split(
        " ",
      ),
      ...'finally typeof yield static get set a b task workflow "fanout" 1 0n .5 ( ) [ ] < > => = =='.split(
        " ",
      ),
      ...["{", "}", "$\u007b", "`", '"', "'", "/", "//", "/*", "*/", "@", "#", "\\", "\n", "\r\n", "\t", " "],
      ...["; , . ?. ... : ? ! ** ++ -- - + & |"].flatMap((list) => list.split(" ")),
    );
    const noise = fc.oneof(
      fc.array(words, { maxLength: 60 }).map((list) => list.join(" ")),
      fc.array(words, { maxLength: 60 }).map((list) => list.join("")),
      anyText,
    );
    fc.assert(
      fc.property(noise, noise, (before, within) => {
        answers(before);
        answers(withEntry(within));
      }),
      { numRuns: 400 },
    );
  });

  test("a program that is cut off or has a piece missing, likewise", () => {
    const whole = withEntry(
      'interface I { a: number }\nenum E { A = 1, B }\nclass C<T> extends Map<string, T> { constructor(private x?: T) { super(); } }\nconst t = task(async <T,>(a: T): Promise<T> => { for await (const x of [a] as T[]) { await x; } return a as T; }, { name: "t" });',
      "task, workflow",
    );
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), (from, length) => {
        answers(whole.slice(0, from));
        answers(whole.slice(0, from) + whole.slice(from + length));
      }),
      { numRuns: 300 },
    );
  });
});
