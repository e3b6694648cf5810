import { describe, expect, test } from "vitest";
import { editedBody, errorsOf, withEntry } from "./testing";

const wait = (expression: string) => `__fanout.resume(__fanout.save(), await __fanout.settle(${expression}))`;
const sent = (expression: string) =>
  `__fanout.second(0, __fanout.hold(__fanout.save(), ${expression}) ? __fanout.resume(__fanout.held(), await __fanout.keep(__fanout.sent())) : __fanout.sent())`;

describe("await", () => {
  test.each([
    ["a statement", "async function f(g) {\n  await g();\n}", `async function f(g) {\n  ${wait(" g()")};\n}`],
    ["an arrow's body", "const f = async (g) => await g;", `const f = async (g) => ${wait(" g")};`],
    [
      "in a template",
      `const f = async (g) => \`a\${await g}b\`;`,
      `const f = async (g) => \`a\${${wait(" g")}}b\`;`,
    ],
    [
      "after a line without a semicolon",
      "async function f(g) {\n  const a = g\n  await a\n}",
      `async function f(g) {\n  const a = g\n  ${wait(" a")}\n}`,
    ],
    [
      "of an await",
      "const f = async (g) => await await g;",
      `const f = async (g) => ${wait(` ${wait(" g")}`)};`,
    ],
    ["without a space", "const f = async (g) => await(g);", `const f = async (g) => ${wait("(g)")};`],
    [
      "of a comma expression",
      "const f = async (g) => await (1, g);",
      `const f = async (g) => ${wait(" (1, g)")};`,
    ],
    ["as a base", "const f = async (g) => (await g) ** 2;", `const f = async (g) => (${wait(" g")}) ** 2;`],
    ["as an exponent", "const f = async (g) => 2 ** await g;", `const f = async (g) => 2 ** ${wait(" g")};`],
    ["under a unary operator", "const f = async (g) => -await g;", `const f = async (g) => -${wait(" g")};`],
    [
      "of an optional chain",
      "const f = async (g) => await g?.a?.();",
      `const f = async (g) => ${wait(" g?.a?.()")};`,
    ],
    [
      "at the root of a chain",
      "const f = async (g) => (await g)?.a;",
      `const f = async (g) => __fanout.adopt((${wait(" g")})?.a);`,
    ],
    [
      "made anew",
      "const f = async (G) => new (await G)(1);",
      `const f = async (G) => __fanout.adopt(new (${wait(" G")})(1));`,
    ],
    ["at the top level", "const a = await 1;", `const a = ${wait(" 1")};`],
    [
      "with a comment and a line break",
      "const f = async (g) => await // so\n  g;",
      "const f = async (g) => __fanout.resume(__fanout.save(), await __fanout.settle( // so\n  g));",
    ],
  ])("%s", (_, body, expected) => {
    expect(editedBody(body)).toBe(expected);
  });

  test("`await x ** 2` is the syntax error that it is", () => {
    expect(errorsOf(withEntry("const f = async (g) => await g ** 2;"))).toMatchObject([
      { line: 2, column: 32, message: 'Unexpected "**"' },
    ]);
  });

  test("in the yields of an async generator, which also wait", () => {
    const body = "async function* f(g) {\n  yield await g;\n  yield g;\n  yield;\n  yield* g;\n}";
    expect(editedBody(body)).toBe(
      `async function* f(g) {\n  ${sent(`yield ${wait(" g")}`)};\n  ${sent("yield __fanout.adopt(g)")};\n  ${sent("yield")};\n  __fanout.resume(__fanout.save(), await __fanout.keep(yield* g));\n}`,
    );
  });
});

describe("what an async function returns", () => {
  test.each([
    [
      "by a statement",
      "async function f(g) { return g; }",
      "async function f(g) { return __fanout.adopt(g); }",
    ],
    ["by an arrow", "const f = async (g) => g();", "const f = async (g) => __fanout.adopt(g());"],
    [
      "by a sequence",
      "async function f(g) { return g, (g); }",
      "async function f(g) { return __fanout.adopt((g, (g))); }",
    ],
    [
      "in a function within",
      "async function f(g) { return () => { return g; }; }",
      "async function f(g) { return () => { return g; }; }",
    ],
    ["as a literal", "const f = async (g) => (1);", "const f = async (g) => (1);"],
    ["as an object", "const f = async (g) => ({ g });", "const f = async (g) => __fanout.adopt(({ g }));"],
  ])("%s", (_, body, edited) => {
    expect(editedBody(body)).toBe(edited);
  });
});

describe("what an asynchronous generator returns", () => {
  const save = (names: string) => `(${names} = [__fanout.save()], `;
  const enter = (at: number) =>
    `if (__fanout_t${at}) __fanout.resume(__fanout_t${at}[0], await __fanout.keep()); `;
  const adopt = (expression: string) => `__fanout.adopt(${expression})`;

  test("is waited for before the parts of a try around have their turn", () => {
    expect(
      editedBody("async function* f(g) {\n  try { return g; } catch (e) { return 1; } finally { g(); }\n}"),
    ).toBe(
      `async function* f(g) {\n  { let __fanout_t0; try { return ${save("__fanout_t0")}${adopt("g")}); } catch (e) {${enter(0)} return ${save("__fanout_t0")}1); } finally {${enter(0)} g(); } }\n}`,
    );
  });

  test("in one try in another, with a label, from a catch without a finally", () => {
    expect(
      editedBody(
        "async function* f(g) {\n  a: try { try { return await g } catch { return 1 } } finally {g()}\n}",
      ),
    ).toBe(
      `async function* f(g) {\n  { let __fanout_t0; a: try { { let __fanout_t1; try { return ${save("__fanout_t0 = __fanout_t1")}${wait(" g")}) } catch {${enter(1)} return ${save("__fanout_t0")}1) } } } finally {${enter(0)}g()} }\n}`,
    );
  });

  test("at a yield in a try too", () => {
    const second = (expression: string) =>
      `__fanout.second(__fanout_t0 = [__fanout.save()], ${expression}, __fanout_t0 = undefined)`;
    expect(
      editedBody("async function* f(g) {\n  try { const a = yield g\n yield* a } finally { g() }\n}"),
    ).toBe(
      `async function* f(g) {\n  { let __fanout_t0; try { const a = ${second(sent(`yield ${adopt("g")}`))}\n ${second("__fanout.resume(__fanout.save(), await __fanout.keep(yield* a))")} } finally {${enter(0)} g() } }\n}`,
    );
  });

  test("and nothing else is touched", () => {
    for (const body of [
      "async function f(g) { try { return 1; } finally { g(); } }",
      "function* f(g) { try { return g; } finally { g(); } }",
      "async function* f() { return 1; }",
    ])
      expect(editedBody(body)).toBe(body);
    const inner =
      "{ let __fanout_t0; try { return; } finally {if (__fanout_t0) __fanout.resume(__fanout_t0[0], await __fanout.keep());  } }";
    expect(editedBody("async function* f() { try { return; } finally { } }")).toBe(
      `async function* f() { ${inner} }`,
    );
  });
});

describe("for await", () => {
  const opening = (at: number) => `{ const __fanout_c${at} = __fanout.save(); try { `;
  const closing = (at: number) => ` } finally { __fanout.enter(__fanout_c${at}); } }`;
  const inner = (body: string) =>
    editedBody(`async function f(g) {\n${body}\n}`).split("\n").slice(1, -1).join("\n");

  test("a declared variable", () => {
    expect(inner("for await (const x of g) use(x);")).toBe(
      `${opening(0)}for await (const __fanout_s0 of __fanout.iterate(g)) { const x = __fanout.unwrap(__fanout_s0); use(x); }${closing(0)}`,
    );
  });

  test("an assigned pattern, without braces or a semicolon", () => {
    expect(inner("let a\nfor await ({ a } of g())\n  use(a)\nuse(1)")).toBe(
      `let a\n${opening(0)}for await (const __fanout_s0 of __fanout.iterate(g()))\n  { ({ a } = __fanout.unwrap(__fanout_s0)); use(a) }${closing(0)}\nuse(1)`,
    );
  });

  test("labels stay at their loop", () => {
    expect(inner("a: b: for await (var x of g) { continue a; }")).toBe(
      `${opening(0)}a: b: for await (const __fanout_s0 of __fanout.iterate(g)) { var x = __fanout.unwrap(__fanout_s0); { continue a; } }${closing(0)}`,
    );
  });

  test("awaits in the pattern go where the pattern goes", () => {
    expect(inner("for await (const { a = await g } of g) ;")).toBe(
      `${opening(0)}for await (const __fanout_s0 of __fanout.iterate(g)) { const { a = ${wait(" g")} } = __fanout.unwrap(__fanout_s0); ; }${closing(0)}`,
    );
  });

  test("one in another, under an if", () => {
    expect(inner("if (g) for await (const x of g) for await (const y of x) await y; else g();")).toBe(
      `if (g) ${opening(0)}for await (const __fanout_s0 of __fanout.iterate(g)) { const x = __fanout.unwrap(__fanout_s0); ${opening(1)}` +
        `for await (const __fanout_s1 of __fanout.iterate(x)) { const y = __fanout.unwrap(__fanout_s1); ${wait(" y")}; }${closing(1)} }${closing(0)} else g();`,
    );
  });

  test("no line is added", () => {
    const body =
      "for await (\n  const {\n    a, // the first\n    b\n  } of\n  g\n)\n{\n  use(a, b)\n}\nuse(1)";
    expect(inner(body).split("\n")).toHaveLength(body.split("\n").length);
  });
});
