import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeLink } from "@/lib/share/link";
import { makeLink } from "../../scripts/link.mjs";

const code = 'import { task, workflow } from "fanout";\n\nexport default workflow(() => "<b>");\n';
let folder = "";
let file = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fanout-link-"));
  file = join(folder, "my_pipeline.ts");
  await writeFile(file, code.replaceAll("\n", "\r\n"));
});
afterAll(() => rm(folder, { recursive: true }));

const fragmentOf = (link) => new URL(link).hash;

test("a file becomes a link and an embed that contain it", async () => {
  const made = await makeLink([
    file,
    "--base",
    "https://example.org/fanout",
    "--view",
    "tree",
    "--workers",
    "1",
  ]);
  expect(made.link).toMatch(/^https:\/\/example\.org\/fanout\/#f1\./);
  expect(made.length).toBe(made.link.length);
  expect(decodeLink(fragmentOf(made.link))).toMatchObject({
    state: { code, view: "tree", settings: { workers: 1 } },
  });
  expect(made.tooLongFor).toEqual([]);
  expect(made.embed).toContain('<script src="https://example.org/fanout/embed.js" async></script>');
  expect(made.embed).toContain('<fanout-playground view="tree" workers="1" title="my_pipeline">');
  expect(made.embed).toContain("&quot;&lt;b&gt;&quot;");
  expect(made.frame).toContain('src="https://example.org/fanout/embed/#f1.');
});

test("what attributes cannot express becomes a link", async () => {
  const settings = join(folder, "settings.json");
  await writeFile(settings, '{"rounds":3,"strategies":["async","pooled"]}');
  const made = await makeLink([file, "--inputs", '{"n":[1]}', "--settings", `@${settings}`]);
  expect(made.embed).toContain('<fanout-playground src="#f1.');
  expect(decodeLink(fragmentOf(made.link))).toMatchObject({
    state: { inputs: { n: [1] }, settings: { rounds: 3, strategies: ["async", "pooled"] } },
  });
});

test("an example has the short form", async () => {
  const made = await makeLink([
    "--example",
    "letters",
    "--strategies",
    "sequential,pooled",
    "--theme",
    "dark",
  ]);
  expect(fragmentOf(made.link)).toBe("#example=letters&strategies=sequential,pooled");
  expect(made.embed).toContain(
    '<fanout-playground example="letters" theme="dark" strategies="sequential,pooled"',
  );
});

test("wrong arguments are refused with a message", async () => {
  await expect(makeLink([])).rejects.toThrow("Name one file");
  await expect(makeLink([file, "--view", "tre"])).rejects.toThrow('view: there is no "tre"');
  await expect(makeLink([file, "--workers", "99"])).rejects.toThrow("workers: must be 64 or less");
  await expect(makeLink([file, "--inputs", "{"])).rejects.toThrow("--inputs is not JSON");
  await expect(makeLink([file, "--theme", "blue"])).rejects.toThrow("--theme must be light or dark");
  await expect(makeLink(["--example", "leters"])).rejects.toThrow('There is no example "leters". Examples: ');
});
