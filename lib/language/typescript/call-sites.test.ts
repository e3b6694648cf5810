import { describe, expect, it } from "vitest";
import { compile } from "./compile";

const HEAD =
  'import { task, workflow, map, group } from "fanout";\nconst t = task(async (x: any, y?: any) => x);\n';

function sitesOf(body: string, head = HEAD): { readonly code: string; readonly sites: readonly string[] } {
  const result = compile(`${head}export default workflow(async () => {\n${body}\n});`);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const { code } = result.program;
  return { code, sites: Array.from(code.matchAll(/__fanout\.site\((\d+), /g), ([, site]) => site as string) };
}

describe("call expressions", () => {
  it.each([
    ["with arguments", "return t(1, 2);", "t(1, __fanout.site(N, 2))"],
    ["without", "return t();", "t(...__fanout.site(N, []))"],
    ["with a spread", "return t(...[1]);", "t(...__fanout.site(N, [1]))"],
    ["in an optional chain", "return t?.(1);", "t?.(__fanout.site(N, 1))"],
    ["in one another", "return t(t(1));", "t(__fanout.site(N, t(__fanout.site(N, 1))))"],
    ["of the SDK", "return map(t, [1]);", "map(t, __fanout.site(N, [1]))"],
    [
      "of what only has a definition's name",
      "const f = (t: any) => t(1); return f(2);",
      "(t) => t(1); return __fanout.adopt(f(2))",
    ],
    ["of methods", 'return "a".charCodeAt(0);', '"a".charCodeAt(0)'],
  ])("%s", (_, body, expected) => {
    const code = sitesOf(body).code.replaceAll(/site\(\d+/g, "site(N");
    expect(code.replaceAll(/\s+/g, " ")).toContain(expected);
  });

  it("keep their sites after an edit elsewhere: other lines, comments, spaces, what a function in them does", () => {
    const before = sitesOf("await t(1); return group('g', async () => { await t(2); });").sites;
    const after = sitesOf(
      "const other = 5;\n// more\nawait t( 1 /* one */ );\nreturn group('g', async () => { await t(2); return t(3); });",
      `${HEAD}const more = task(async (x: any) => x, { name: "more" });\n`,
    ).sites;
    expect(after.filter((site) => before.includes(site))).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
  });

  it("have sites of their own, equal ones too", () => {
    const { sites } = sitesOf("await t(1); await t(1); await t(2); const f = async () => t(1);");
    expect(new Set(sites).size).toBe(4);
  });
});
