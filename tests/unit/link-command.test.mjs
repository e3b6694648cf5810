import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
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
  await expect(makeLink([file, "--view", "tre"])).rejects.toThrow('view: unknown value "tre"');
  await expect(makeLink([file, "--workers", "99"])).rejects.toThrow("workers: must be 64 or less");
  await expect(makeLink([file, "--inputs", "{"])).rejects.toThrow("--inputs is not JSON");
  await expect(makeLink([file, "--theme", "blue"])).rejects.toThrow("--theme must be light or dark");
  await expect(makeLink(["--example", "leters"])).rejects.toThrow('There is no example "leters". Examples: ');
});

test("a Python file is embedded as Python", async () => {
  const python = join(folder, "squares.py");
  await writeFile(python, "print(1)\n");
  const made = await makeLink([python]);
  expect(decodeLink(fragmentOf(made.link))).toMatchObject({
    state: { code: "print(1)\n", language: "python" },
  });
  expect(made.embed).toContain('language="python"');
  expect(made.embed).toContain('<code class="language-py">print(1)</code>');
});

test("a program is run first where its results are wanted", async () => {
  const { report } = experiment({ strategies: ["pooled"], workers: 2, items: 3, itemMs: 1, rounds: 1 });
  const asked = [];
  const run = async (program) => {
    asked.push(program);
    return report;
  };
  const made = await makeLink(
    [file, "--record", "--workers", "2", "--recorded", "2026-01-02T03:04:05Z"],
    run,
  );
  expect(asked).toEqual([{ code, language: "typescript", inputs: undefined, settings: { workers: 2 } }]);
  expect(decodeLink(fragmentOf(made.link))).toMatchObject({
    state: { report: { version: 1 }, recordedAt: "2026-01-02T03:04:05.000Z" },
  });
  expect(await makeLink([file, "--report-json"], run)).toEqual({ report });
  await expect(makeLink(["--example", "letters", "--record"], run)).rejects.toThrow("run your own file");
});

test("a page with a stale figure is found, and one version of the script and measured heights are written", async () => {
  const { report } = experiment({ strategies: ["pooled"], workers: 2, items: 3, itemMs: 1, rounds: 1 });
  const run = async () => report;
  const made = await makeLink(
    [file, "--record", "--show", "compare", "--pin", "--measure", "--recorded", "2026-01-02T03:04:05Z"],
    run,
    async () => [
      [342, 900],
      [720, 610],
    ],
  );
  expect(made.embed).toMatch(
    /embed-[\d.]+-[\da-f]{8}\.js" integrity="sha384-[\w+/=]+" crossorigin="anonymous" async>/,
  );
  expect(made.embed).toContain('show="compare"');
  expect(made.embed).toContain('<img src="data:image/svg+xml,');
  expect(made.frame).toContain("&amp;show=compare");
  expect(made.frame).toContain("@container (min-width:720px){.fanout-342-900-720-610>iframe{height:610px}}");
  expect(made.frame).toContain('height="900"');

  const page = join(folder, "page.md");
  await writeFile(page, `# Docs\n\n${made.embed}`);
  expect(await makeLink([file, "--record", "--check", page], run)).toMatchObject({ stale: [] });
  await writeFile(file, code.replace("<b>", "<i>"));
  expect(await makeLink([file, "--record", "--check", page], run)).toMatchObject({
    stale: ["The program has changed since the page's link was made."],
  });
  await writeFile(file, code.replaceAll("\n", "\r\n"));
  await expect(makeLink([file, "--show", "code"])).rejects.toThrow("--show must be one of compare");
});
