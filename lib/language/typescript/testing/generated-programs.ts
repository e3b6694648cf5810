import fc from "fast-check";

/**
 * Generators of small async programs for tests: expressions with awaits in every position, statements with loops, `for
 * await`, labels, try and finally. The programs know the functions and values of `Env`.
 */

const literal = fc.constantFrom(
  "0",
  "1",
  "2",
  '"s"',
  "null",
  "undefined",
  "true",
  "a",
  "b",
  "[1, 2]",
  "{ x: 1 }.x",
);

/** Of each form, `$` is an expression. Those that begin with a bracket try what a line without a semicolon does. */
const FORMS = [
  "await $",
  "await $",
  "await ($)",
  "await(await $)",
  "await /* so */ $",
  "await\n$",
  "(await $)",
  "f($)",
  "await f($)",
  "await g($)",
  "await g($)",
  "await h($)",
  "g($)",
  "$ + $",
  "$ - $",
  "($) ** $",
  "$ && $",
  "$ || $",
  "($) ?? ($)",
  "$ ? $ : $",
  "($, $)",
  `\`<\${$}|\${$}>\``,
  `tag\`<\${$}>\``,
  "[$, ...[$]]",
  "[$][0]",
  "({ k: $, [String($)]: 1 })",
  "({ k: $ }).k",
  "($)?.x?.[$]",
  "f?.($)",
  "f(...[$])",
  "typeof $",
  "!$",
  "- $",
  "void $",
  "(a = $)",
  "(b += $)",
  "new Box($).value",
  "await (async () => $)()",
  "await (async (p = $) => { return p })()",
  "await (async function n() { return $ })()",
  "(x => x)($)",
  "$ instanceof Object",
  "await Promise.all([$, g($)])",
  "await Promise.race([$])",
  "String($).length",
  "await { then(done) { done($$) } }",
] as const;

/** `#` is a list of statements, `$` an expression, `@` a fresh name. */
const STATEMENTS = [
  "$",
  "$",
  "$;",
  "const @ = $\nf(@)",
  "let { x: @ = $ } = { x: $ }; f(@);",
  "if ($) { # } else await $",
  "for (let i = 0; i < 2; i++) { # }",
  "for (const @ of [1, $]) { # f(@) }",
  "for (let i = await 0; i < await 2; i += await 1) f(i)",
  "try { # } catch (e) { f(String(e)); # }",
  "try { # } catch { # } finally { # }",
  "try { # } finally { f($) }",
  "try { return $ } finally { # }",
  "for await (const @ of items($)) { # f(@) }",
  "for await (const @ of items($)) f(@, await $)",
  "for await (a of [g(1), $]) { # }",
  "for await ([a, b = $] of pairs($)) { f(a, b) }",
  "for await (const { x: @ = $ } of [{}, { x: 1 }]) { f(@) }",
  "for await (const @ of items($)) { if (f(@) > 1) break; # }",
  "@: for await (const i of items($)) { for await (const j of items(i)) { if (f(j) > 0) continue @; # } }",
  "@: for (const i of [1, 2]) { for await (const j of items(i)) { if (f(j) > 0) break @ } }",
  "try { for await (const @ of items($)) { # throw new Error('in the loop') } } catch (e) { f(String(e)) }",
  "try { for await (const @ of failing($)) { f(@) } } catch (e) { f(String(e)) } finally { # }",
  "for await (const @ of generated($)) { f(@) }",
  "if ($) for await (const @ of items(1)) f(@); else await $",
  "do { # } while (await false)",
  "while (f(await 0) > 0) { # }",
  "switch (await $) { case await 1: # break; default: # }",
  "{ # }",
  "f($);",
  "await Promise.all([1, 2].map(async (@) => { f(@); # }))",
  "async function* @() { f(1); yield $; # yield await $ }\nfor await (const v of @()) { f(v) }",
  "const @ = async () => $; f(await @())",
  "class @ { async m(p) { return $ } static async s() { # } }; f(await new @().m(1)); await @.s()",
] as const;

const fill = (form: string, parts: readonly string[]) => {
  let next = 0;
  return form.replaceAll("$$", "1").replaceAll(/\$(?!\{)/g, () => parts[next++ % parts.length] ?? "0");
};

/**
 * Lines without semicolons, but where a bracket would make a line one with that above it: `await g()` and `(1)` would be
 * a call of a promise, and what it left running would end at any time.
 */
const joined = (lines: readonly string[]) =>
  lines.map((line) => (/^[([`+\-/]/.test(line) ? `;${line}` : line)).join("\n");

/** An operand: a form with an operator needs parentheses within another. */
const atom = (text: string) => (/^[\w"]+$/.test(text) ? text : `(${text})`);

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    literal,
    fc
      .tuple(fc.constantFrom(...FORMS), fc.array(tie("expression"), { minLength: 1, maxLength: 2 }))
      .map(([form, parts]) => fill(form, parts.map(atom))),
  ),
}));

const { statements } = fc.letrec<{ statements: string; statement: string }>((tie) => ({
  statement: fc
    .tuple(
      fc.constantFrom(...STATEMENTS),
      fc.array(expression, { minLength: 1, maxLength: 3 }),
      tie("statements"),
      fc.integer({ min: 0, max: 999_999 }),
    )
    .map(([form, parts, inner, id]) =>
      fill(form, parts).replaceAll("#", `${inner};`).replaceAll("@", `v${id}`),
    ),
  statements: fc.oneof(
    { depthSize: "small" },
    expression,
    fc.array(tie("statement"), { minLength: 1, maxLength: 3 }).map(joined),
  ),
}));

/** The body of an async function. */
export const programBodies: fc.Arbitrary<string> = fc
  .array(statements, { minLength: 1, maxLength: 4 })
  .map(joined);

/** Everything that a generated program can name. */
export interface Env {
  readonly log: unknown[];
  f(...values: unknown[]): unknown;
  g(value: unknown): Promise<unknown>;
  h(value: unknown): Promise<never>;
  tag(texts: TemplateStringsArray, ...values: unknown[]): string;
  items(value: unknown): AsyncIterable<number>;
  pairs(value: unknown): AsyncIterable<[unknown, unknown]>;
  failing(value: unknown): AsyncIterable<number>;
  generated(value: unknown): AsyncIterable<unknown>;
  readonly Box: new (value: unknown) => { readonly value: unknown };
}

/**
 * @param onCall looks at each call of `f`, which is synchronous
 * @param pause how long an asynchronous function waits, in turns of the queue of jobs
 */
export function environment(onCall: () => void, pause: () => number): Env {
  const log: unknown[] = [];
  const show = (value: unknown): unknown =>
    typeof value === "object" || typeof value === "function" ? typeof value : value;
  const turns = async () => {
    for (let left = pause(); left > 0; left--) await undefined;
  };
  async function* items(value: unknown) {
    try {
      for (let index = 0; index < 3; index++) {
        await turns();
        yield index;
      }
    } finally {
      log.push(["items are over", show(value)]);
      await turns();
    }
  }
  return {
    log,
    f(...values) {
      onCall();
      log.push(values.map(show));
      return typeof values[0] === "number" ? values[0] : values.length;
    },
    async g(value) {
      log.push(["g", show(value)]);
      await turns();
      return value;
    },
    async h(value) {
      await turns();
      throw new TypeError(`h ${String(show(value))}`);
    },
    tag: (texts, ...values) => texts.join("-") + values.map(show).join("+"),
    items,
    async *pairs() {
      await turns();
      yield [1, undefined];
      yield [undefined, 2];
    },
    async *failing() {
      yield 1;
      await turns();
      throw new RangeError("the source fails");
    },
    async *generated(value) {
      yield value;
      yield* items(value);
    },
    Box: class {
      constructor(readonly value: unknown) {}
    },
  };
}

export const ENV_NAMES = "{ f, g, h, tag, items, pairs, failing, generated, Box }";
