import { readdirSync, readFileSync } from "node:fs";
import { tokenizer } from "acorn";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lines, SCRIPT_BREAKS, SOURCE_BREAKS } from "../lines";
import type { Program } from "../program";
import { compile } from "./compile";
import { mapError, mapStack, originalPosition } from "./positions";
import { load, placesOf, programOf, referenceRuntime, withEntry } from "./testing";
import { ENV_NAMES, programBodies } from "./testing/generated-programs";

const TYPES = `import { type Task, workflow, task as t, type RetryPolicy } from "fanout";
type A = \`one
\${string} two
\`; const a1: A = "x" as A, b1 = \`\${a1}\`;
interface I<T> { k: T[]; [key: string]: unknown }
const c1 = (d1: number, { e1, f1 = 2 }: { e1?: I<string>; f1: number } = { f1: 1 }): number => d1 + f1!;
const g1 = async (
  h1: number,
): Promise<
  Map<string, Array<number>>
> => new Map<string, Array<number>>([[String(h1), [await c1(h1!, { f1: 3 })]]]);
function i1<T extends I<T>>(this: unknown, j1?: T, ...k1: readonly T[]): asserts j1 is T { return void k1?.[0]!.k!.length; }
class L1<T> extends Map<string, T> implements Iterable<T> {
  private readonly m1: Record<string, T> = {}; declare n1: T; static o1?: number = 3
  constructor(private p1: T, public readonly q1 = \`\${p1}\`) { super(); this.r1<string>(q1); }
  protected override get size(): number { return (<number>super.size) satisfies number; }
  abstract; r1<U>(s1: U): U { return (s1 as unknown) as U; }
}
enum V1 { W1, X1 = "x", Y1 = 1 << 2 } ; const z1 = V1.Y1 as const;
const a2 = c1 < b2 && c1 > (b2), b2 = 1_000, c2 = /a b/v.test(\`\${b2}\${a1}\`) ? i1<any>(null) : new L1<number>(1), d2 = (e2?: number) => e2;
label: for await (const { f2, g2 = await g1(1) } of [] as any[]) { if (f2!) break label; else continue
  label }
const h2: Task<[number], string> = t(async (i2: number): Promise<string> => { const j2 = await i2 as number; return \`\${ await (j2!)}\`; }, { name: 'h', retries: 1 as number });
export default workflow(async ({ k2 }: { k2: number }) => { await h2(k2); throw new Error("no"); }, { inputs: { k2: 1 as number } });
`;

const directory = new URL("../../examples/programs/", import.meta.url);
const examples = readdirSync(directory)
  .filter((name) => /^[\w-]+\.ts$/.test(name))
  .map((name): [string, string] => [name, readFileSync(new URL(name, directory), "utf8")]);

/** Tokens of the code that are the source's own, with the place that they should map to. */
function checkTokens(source: string, { code, positions }: Program): number {
  const generated = new Lines(code, SCRIPT_BREAKS);
  const starts = [
    0,
    ...[...source.matchAll(SOURCE_BREAKS)].map(({ 0: found, index }) => index + found.length),
  ];
  let checked = 0;
  for (const { start, end } of tokenizer(code, { ecmaVersion: "latest", sourceType: "module" })) {
    const { line, column } = generated.place(start);
    const segment = positions[line - 1]?.filter(([from]) => from <= column).at(-1);
    if (!segment || segment[2] < 0) continue; // ours
    const place = originalPosition(positions, line, column);
    const text = code.slice(start, end);
    const at = (starts[(place?.line ?? 0) - 1] ?? -1) + (place?.column ?? 0) - 1;
    expect(`${place?.line}:${place?.column} ${source.slice(at, at + text.length)}`).toBe(
      `${place?.line}:${place?.column} ${text}`,
    );
    checked++;
  }
  return checked;
}

describe("positions", () => {
  test.each([...examples])("every token of %s maps to itself", (_, source) => {
    expect(checkTokens(source, programOf(source))).toBeGreaterThan(80);
  });

  test("every name in a program full of types maps to where it stands", () => {
    const { code: whole, positions } = programOf(TYPES);
    // Without the list of classes at its end, which is nowhere in the source.
    const code = whole.replace(/\n__fanout\.classes\(.*/, "");
    const names = /\b[a-zA-Z][12]\b/g;
    const inSource = placesOf(TYPES, names, SOURCE_BREAKS);
    const inCode = placesOf(code, names).filter(
      ({ offset }) => code[offset - 1] !== '"' || code[offset + 2] !== '"',
    );
    let checked = 0;
    for (const { text, place } of inCode) {
      const found = originalPosition(positions, place.line, place.column);
      // What is written for an enum or a parameter property is near what it is written for.
      const isOwn = !/[VWXY]1|[pq]1/.test(text);
      if (!isOwn) continue;
      checked++;
      expect(inSource.map(({ text: name, place: own }) => ({ name, ...own }))).toContainEqual({
        name: text,
        ...found,
      });
    }
    expect(checked).toBeGreaterThan(50);
    // The names stand in the same order, so that none maps to another of its kind.
    const order = inCode
      .filter(({ text }) => /^[abcdhj]2$/.test(text))
      .map(({ place }) => originalPosition(positions, place.line, place.column))
      .map((place) => (place?.line ?? 0) * 1_000 + (place?.column ?? 0));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });

  test("every token of a generated program maps to itself", () => {
    fc.assert(
      fc.property(programBodies, (body) => {
        const source = withEntry(
          `export async function main(env) {\nconst ${ENV_NAMES} = env\nlet a = 1, b = 2\n${body}\n}`,
        );
        const result = compile(source);
        if (result.ok) expect(checkTokens(source, result.program)).toBeGreaterThan(20);
      }),
      { numRuns: 120 },
    );
  });

  test("what is ours maps to what it stands for", () => {
    const { code, positions } = programOf(withEntry("const a = async (g) =>\n    await g;"));
    const line = code.split("\n")[2] ?? "";
    for (const word of ["__fanout.resume", "resume", "save", "settle"]) {
      expect(originalPosition(positions, 3, line.indexOf(word) + 1)).toEqual({ line: 3, column: 5 });
    }
    expect(originalPosition(positions, 3, line.indexOf("g)") + 1)).toEqual({ line: 3, column: 11 });
  });

  test("a line of ours alone has no place", () => {
    const { code, positions } = programOf(withEntry(""));
    expect(originalPosition(positions, code.split("\n").length - 1, 5)).toBeUndefined();
    expect(originalPosition(positions, 10_000, 1)).toBeUndefined();
    expect(originalPosition(positions, 0, 1)).toBeUndefined();
  });

  test.each([
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("%s", (_, ending) => {
    const source = TYPES.replaceAll("\n", ending);
    const program = programOf(source);
    expect(checkTokens(withoutTypes(ending), programOf(withoutTypes(ending)))).toBeGreaterThan(20);
    expect(program.definitions.at(-1)).toMatchObject(programOf(TYPES).definitions.at(-1) ?? {});
  });
  const withoutTypes = (ending: string) =>
    withEntry(`const a = async (g) => {\n  // one\n  await g;\n  return \`\n\${await g}\`;\n};`).replaceAll(
      "\n",
      ending,
    );

  test("a byte order mark is no column", () => {
    expect(programOf(`\uFEFF${TYPES}`).definitions).toEqual(programOf(TYPES).definitions);
  });

  test("a line separator is a line for JavaScript and none for an editor", () => {
    const source = withEntry(
      'const a = "\u2028" + 1;\u2028const bb = async (c) => await c;\nconst d = await 1;',
    );
    const { code, positions } = programOf(source);
    const generated = new Lines(code, SCRIPT_BREAKS).place(code.indexOf("bb"));
    expect(generated.line).toBe(4);
    expect(originalPosition(positions, generated.line, generated.column)).toEqual({ line: 2, column: 26 });
    const last = new Lines(code, SCRIPT_BREAKS).place(code.indexOf("d ="));
    expect(originalPosition(positions, last.line, last.column)).toEqual({ line: 3, column: 7 });
  });

  test("columns count UTF-16 units", () => {
    const source = withEntry('const a = "👩‍🚀é" as string, bb: number = 1;');
    const { code, positions } = programOf(source);
    const at = new Lines(code, SCRIPT_BREAKS).place(code.indexOf("bb"));
    expect(originalPosition(positions, at.line, at.column)).toEqual({
      line: 2,
      column: (source.split("\n")[1] ?? "").indexOf("bb") + 1,
    });
  });
});

describe("stacks", () => {
  const source = withEntry(`interface Deep { a: number }
export async function outer(given: Deep | undefined): Promise<number> {
  const value: number = await inner(given as Deep); return value;
}
async function inner<T>(given: T): Promise<T> {
  await null as unknown; for await (const one of [1, 2] as number[]) { if (one > 1) (undefined as any).boom<string>(given!); }
  throw new Error("not here");
}`);

  /** Vitest writes stacks in its own way, which takes no notice of `sourceURL`. */
  async function plainly<T>(run: () => Promise<T>): Promise<T> {
    const { prepareStackTrace } = Error;
    Reflect.deleteProperty(Error, "prepareStackTrace");
    try {
      return await run().catch((error: unknown) => {
        if (error instanceof Error) void error.stack; // it is written when it is first read
        throw error;
      });
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
    }
  }

  test("a real stack names the source's places", async () => {
    const { code, positions } = programOf(source);
    const { outer } = await load(code, referenceRuntime());
    const error: unknown = await plainly(() => (outer as (given: unknown) => Promise<unknown>)(1)).catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof TypeError) || !error.stack) throw new Error("it should have thrown a TypeError");
    const column = (source.split("\n")[6] ?? "").indexOf("boom") + 1;
    const mapped = mapStack(positions, error.stack);
    expect(mapped).toContain(`main.ts:7:${column}`);
    expect(mapped.split("\n")).toHaveLength(error.stack.split("\n").length);
  });

  test("has no frames of Fanout's own code, whose names are minified", () => {
    const program = programOf(source);
    const stack =
      "Error: no\n    at outer (main.ts:9999:1)\n    at async ae.one (blob:null/1-2:1:27653)\n    at async blob:null/1-2:1:3";
    expect(mapStack(program.positions, stack)).toBe("Error: no\n    at outer (main.ts:9999:1)\n");
    const error = { name: "Error", message: "no", stack };
    expect(mapError(error, program).stack).not.toContain("blob:");
  });

  test("as Firefox and WebKit write them", () => {
    const { code, positions } = programOf(source);
    const at = new Lines(code, SCRIPT_BREAKS).place(code.indexOf("throw new"));
    const stack = `inner@main.ts:${at.line}:${at.column}\nasync*outer@main.ts:9999:1\nrun@blob:null/1-2:3:4\n`;
    expect(mapStack(positions, stack)).toBe("inner@main.ts:8:3\nasync*outer@main.ts:9999:1\n");
  });
});
