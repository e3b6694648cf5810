import { describe, expect, test } from "vitest";
import { digest } from "../digest";
import { programOf } from "./testing";

const BASE = `import { task, workflow, dynamic, sleep as pause } from "fanout";
const RATE = 2, UNUSED = 7;
const table = new Map<string, number>();
enum Mode { Fast = 1, Slow }
class Point { constructor(readonly x: number) {} twice() { return this.x * RATE; } }
function helper(n: number) { return other(n) + RATE; }
function other(n: number): number { return n > 0 ? helper(n - 1) : 0; }
const shadow = (RATE: number) => RATE + 1;
const a = task(async (n: number) => { await pause(1); return helper(n); });
const b = task(async (n: number) => shadow(n), { retries: 1 });
const c = task((n: number) => new Point(n).twice());
const d = task((n: number) => Mode.Fast + n);
const e = task((n: number) => table.get(String(n)));
const f = dynamic(async (n: number) => a(n));
table.set("1", 1);
export default workflow(async ({ n }: { n: number }) => [await b(n), await f(n)], { name: "all" });
`;

const versions = (source: string) =>
  Object.fromEntries(programOf(source).definitions.map(({ name, version }) => [name, version]));

/** Names of the definitions whose version an edit changes. */
function changedBy(from: string | RegExp, to: string): string[] {
  const edited = BASE.replace(from, to);
  expect(edited).not.toBe(BASE);
  const [before, after] = [versions(BASE), versions(edited)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  return Object.keys(after).filter((name) => before[name] !== after[name]);
}

describe("a definition's version", () => {
  test("is its own", () => {
    const all = Object.values(versions(BASE));
    expect(new Set(all).size).toBe(all.length);
    for (const version of all) expect(version).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    ["a comment", "const a =", "/* new */ const a = // here\n"],
    [
      "spaces and lines",
      "{ await pause(1); return helper(n); }",
      "{\n\n    await pause( 1 ) ;\n return helper(n); }",
    ],
    ["a type", "n: number) => shadow", "n: unknown) => shadow"],
    ["what nothing uses", "UNUSED = 7", "UNUSED = 8"],
    ["another place in the program", /const shadow(.*)\n([\s\S]*)$/, "$2\nconst shadow$1\n"],
    ["another name's import", "dynamic, sleep as pause", "sleep as pause, dynamic"],
  ])("does not depend on %s", (_, from, to) => {
    expect(changedBy(from, to)).toEqual([]);
  });

  test.each([
    ["its own text", "shadow(n), {", "shadow(n + 1), {", ["b", "all"]],
    ["its own options", "retries: 1", "retries: 2", ["b", "all"]],
    ["a constant behind helpers", "RATE = 2", "RATE = 3", ["a", "c", "f", "all"]],
    ["a helper in a circle", "n > 0", "n > 1", ["a", "f", "all"]],
    ["an enum", "Fast = 1", "Fast = 3", ["d"]],
    ["a class", "this.x *", "this.x +", ["c"]],
    ["a task that it calls", "pause(1)", "pause(2)", ["a", "f", "all"]],
    ["what an import stands for", "sleep as pause", "compute as pause", ["a", "f", "all"]],
    ["a statement that changes what it uses", 'table.set("1", 1)', 'table.set("1", 2)', ["e"]],
    ["a local that shadows a constant", "RATE + 1", "RATE + 2", ["b", "all"]],
  ])("depends on %s", (_, from, to, expected) => {
    expect(changedBy(from, to)).toEqual(expected);
  });

  test("a call at the top level counts for all that it reaches", () => {
    const source = (n: number) => `import { task, workflow } from "fanout";
let size = 0;
function fill() { size = grow(${n}); }
const grow = (n) => n;
fill();
const a = task(() => size), b = task(() => 1);
export default workflow(async () => b());`;
    const [one, two] = [versions(source(1)), versions(source(2))];
    expect(two.a).not.toBe(one.a);
    expect(two.b).toBe(one.b);
  });

  test("a block and its variables count", () => {
    const source = (n: number) =>
      `import { task, workflow } from "fanout";\nif (true) { var size = ${n}; }\nconst a = task(() => size);\nexport default workflow(async () => 1);`;
    expect(versions(source(1)).a).not.toBe(versions(source(2)).a);
  });

  test.each([
    ["a parameter", "(RATE) => RATE"],
    ["a pattern", "({ x: [RATE] }) => RATE"],
    ["a default of an earlier one", "(RATE, y = RATE) => y"],
    ["a block's constant", "() => { const RATE = 1; return RATE; }"],
    ["a var in a block", "() => { if (1) { var RATE = 1; } return RATE; }"],
    ["a function", "() => { return RATE(); function RATE() {} }"],
    ["its own name", "function RATE() { return RATE; }"],
    ["a class's own name", "() => class RATE { static x = RATE; }"],
    ["a caught error", "() => { try {} catch (RATE) { return RATE; } }"],
    ["a loop's variable", "() => { for (const RATE of []) f(RATE); for (let RATE = 0;;) g(RATE); }"],
    ["a switch's constant", "() => { switch (1) { case 1: const RATE = 1; case 2: f(RATE); } }"],
    ["a key", "() => ({ RATE: 1 }).RATE"],
    ["a method", "() => class { RATE() { this.RATE; } static RATE = 1 }"],
    ["a label", "() => { RATE: for (;;) break RATE; }"],
  ])("%s of a constant's name is not the constant", (_, expression) => {
    const source = (rate: number) =>
      `import { task, workflow } from "fanout";\nconst RATE = ${rate};\nconst f = (x) => x, g = f;\nconst a = task(${expression}, { name: "a" });\nexport default workflow(async () => 1);`;
    expect(versions(source(1)).a).toBe(versions(source(2)).a);
  });

  test.each([
    ["a shorthand property", "() => ({ RATE })"],
    ["a computed key", "() => ({ [RATE]: 1 })"],
    ["a default", "(x = RATE) => x"],
    ["a default in a pattern", "({ x = RATE }) => x"],
    ["a template", `() => \`\${RATE}\``],
    ["a class's parent", "() => class extends RATE {}"],
    ["a class's computed key", "() => class { [RATE]() {} }"],
    ["a closure beside a local of that name", "() => { { const RATE = 1; } return RATE; }"],
    ["an assignment", "() => { RATE += 1; }"],
    ["an inner function", "() => () => () => RATE"],
  ])("%s uses the constant", (_, expression) => {
    const source = (rate: number) =>
      `import { task, workflow } from "fanout";\nconst RATE = ${rate};\nconst a = task(${expression}, { name: "a" });\nexport default workflow(async () => 1);`;
    expect(versions(source(1)).a).not.toBe(versions(source(2)).a);
  });
});

describe("digest", () => {
  test("differs for texts that differ little", () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => `const a${index % 100} = ${index};`);
    expect(new Set(texts.map(digest)).size).toBe(texts.length);
  });
});
