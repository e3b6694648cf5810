import { describe, expect, it } from "vitest";
import { refusal } from "../../scripts/check-imports.mjs";
import { importsOf } from "../../scripts/imports.mjs";

const engine = "lib/engine/pool/wait.ts";
const use = (specifier, typeOnly = false) => ({ specifier, typeOnly, line: 1 });

describe("import directions", () => {
  it.each([
    [engine, use("@/lib/protocol/rows")],
    [engine, use("@/lib/language/typescript/program", true)],
    [engine, use("../slots")],
    [engine, use("fanout", true)],
    [engine, use("comlink")],
    ["lib/engine/pool/wait.test.ts", use("node:timers")],
    ["lib/engine/pool/wait.test.ts", use("@/lib/language/typescript/compile")],
    ["lib/engine/testing/run-program.ts", use("@/lib/language/typescript/compile")],
    ["lib/share/link.test.ts", use("./testing")],
    ["lib/engine/run.test.ts", use("./testing/clock")],
    ["lib/examples/programs/letters.ts", use("fanout")],
    ["components/results/tree.tsx", use("react")],
    ["app/embed/page.tsx", use("@/components/embed/embed")],
    ["app/page.tsx", use("@/lib/examples/menu")],
  ])("%s may import %o", (file, imported) => {
    expect(refusal(file, imported)).toBeUndefined();
  });

  it.each([
    [engine, use("@/lib/language/typescript/program"), /import type/],
    [engine, use("@/lib/analysis/stats"), /may not import lib\/analysis/],
    [engine, use("../../protocol/rows"), /write "@\/lib\/protocol\/rows"/],
    [engine, use("react/jsx-runtime"), /draws a page/],
    [engine, use("fanout"), /import type/],
    [engine, use("node:fs"), /Node only/],
    ["lib/runner/calls.ts", use("zod"), /may not import "zod"/],
    ["lib/trace/trace.ts", use("fanout", true), /may not import "fanout"/],
    ["lib/examples/programs/letters.ts", use("zod"), /may not import "zod"/],
    ["workers/runner.ts", use("@/components/ui/button"), /may not import components/],
    ["app/page.tsx", use("@/lib/engine/trial"), /may not import lib\/engine/],
    ["lib/share/link.ts", use("./testing"), /only tests/],
    [engine, use("@/lib/engine/testing/clock"), /only tests/],
    ["lib/engine/run.test.ts", use("@/components/ui/button"), /may not import components/],
    ["lib/loose.ts", use("./other"), /no folder/],
  ])("%s may not import %o", (file, imported, reason) => {
    expect(refusal(file, imported)).toMatch(reason);
  });
});

describe("importsOf", () => {
  it("finds every form of import and nothing in strings, templates or comments", () => {
    const source = [
      'import { a, type B } from "static";',
      'import type C from "type";',
      'import type, { d } from "default-called-type";',
      'import "side-effect";',
      'export * from "all";',
      'export type { E } from "exported-type";',
      'const f = await import("dynamic");',
      'type G = import("in-a-type").G;',
      '// import h from "comment";',
      'const i = `import j from "template";`, k = /["\'`]/;',
      'export const l = "from";',
    ].join("\n");
    expect(
      importsOf(source, false).map(({ specifier, typeOnly, line }) => [specifier, typeOnly, line]),
    ).toEqual([
      ["static", false, 1],
      ["type", true, 2],
      ["default-called-type", false, 3],
      ["side-effect", false, 4],
      ["all", false, 5],
      ["exported-type", true, 6],
      ["dynamic", false, 7],
      ["in-a-type", true, 8],
    ]);
  });
});
