import { expect, test } from "vitest";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import { assessLength } from "./address-limits";
import { escapeCode } from "./escape";
import { toMarkdown } from "./markdown";
import { embedSnippet, frameSnippet } from "./snippet";
import { defaults } from "./testing";

const report = {
  version: 1 as const,
  program: { name: "my_pipe|line", hash: "0" },
  inputs: {},
  settings: defaults,
  environment: { cores: 8, userAgent: "Browser <1>", crossOriginIsolated: false, timerStepMs: 0.1 },
  strategies: [
    {
      strategy: "pooled" as const,
      status: "failed" as const,
      rounds: [{ wallMs: 10 }, { wallMs: 12 }],
      wallMs: { median: 11, low: 10, high: 12 },
      output: 1,
      counts: {
        spans: 3,
        attempts: 4,
        retries: 1,
        cacheHits: 0,
        replays: 0,
        failed: 0,
        skipped: 0,
        opRuns: 5,
        workersStarted: 8,
        peakParallel: 8,
      },
      breakdown: { spawn: 0, queue: 0, transfer: 0, compute: 0, idle: 0 },
      meters: {},
      logs: { lines: 0, dropped: 0 },
      artifacts: [],
    },
  ],
};

test("limits stand in order, and messages need room for words", () => {
  const limits = assessLength(0).map(({ limit }) => limit);
  expect(limits).toEqual(limits.toSorted((a, b) => a - b));
  const notOk = (length: number) =>
    assessLength(length)
      .filter(({ ok }) => !ok)
      .map(({ where }) => where);
  expect(notOk(500)).toEqual([]);
  expect(notOk(1_024)).toEqual([]);
  expect(notOk(1_025)).toEqual(["Outlook mail"]);
  expect(notOk(1_950)).toEqual(["Outlook mail", "Discord"]);
  expect(notOk(3_000_000).length).toBe(limits.length);
});

test("Markdown with code, link and results", () => {
  const text = toMarkdown({
    code: "const a = `x`;\n```\n",
    link: "https://example.org/#f1.abc",
    report,
    duration: (ms) => `${ms} ms`,
  });
  expect(text).toBe(`\`\`\`\`ts
const a = \`x\`;
\`\`\`
\`\`\`\`

[Open my\\_pipe|line in Fanout](<https://example.org/#f1.abc>)

| strategy | wall time | range | op runs | workers started | retries |
| --- | ---: | --- | ---: | ---: | ---: |
| pooled (failed) | 11 ms | 10 ms to 12 ms | 5 | 8 | 1 |

Recorded with 8 workers on 8 cores: Browser \\<1\\>
`);
  expect(toMarkdown({ code: "x", link: "https://example.org/", duration: String })).toBe(
    "```ts\nx\n```\n\n[Open Fanout in Fanout](<https://example.org/>)\n",
  );
});

test("the embed's snippet escapes what it is given", () => {
  const html = embedSnippet({
    base: "https://example.org/fanout",
    subject: { kind: "code", code: 'const a = "<b>" && 1;\n// {{ evaluated }}\n' },
    view: "tree",
    theme: "dark",
    readonly: true,
    settings: { strategies: ["async", "pooled"], workers: 2 },
    pixels: 320,
    title: '"quoted"',
  });
  expect(html).toBe(`<script src="https://example.org/fanout/embed.js" async></script>
<fanout-playground view="tree" theme="dark" height="320" strategies="async,pooled" workers="2" readonly title="&quot;quoted&quot;">
<pre><code class="language-ts">const a = &quot;&lt;b&gt;&quot; &amp;&amp; 1;
// &#123;&#123; evaluated &#125;&#125;</code></pre>
</fanout-playground>
`);
});

test("code in a snippet is the same text in HTML, and nothing that MDX or Vue would run", () => {
  const code = [
    'import { task } from "fanout";',
    "",
    "export const x = run(`a`, {{ a: 1 }}, list[0](1)); // *a* _b_ my_name ~c~ https://example.org \\*",
    "  indented",
    "",
    "\t",
    "- list",
    "10. numbered",
    "# heading",
    "| a |",
    "---",
  ].join("\n");
  const html = escapeCode(code);
  expect(html).not.toMatch(/[{}]|^\s*$|^\s|^export/m);
  const text = html
    .replaceAll("<wbr/>", "")
    .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  expect(text).toBe(code);
  expect(html).toContain("my_name");
});

test("a link in a snippet keeps its fragment; its code stands in", () => {
  const base = "https://example.org/";
  expect(embedSnippet({ base, subject: { kind: "link", fragment: "#f1.abc", code: "x" } })).toContain(
    '<fanout-playground src="#f1.abc">\n<pre>',
  );
  expect(embedSnippet({ base, subject: { kind: "example", name: "letters" } })).toContain(
    '<fanout-playground example="letters"></fanout-playground>',
  );
});

test("a bare frame", () => {
  const html = frameSnippet({
    base: "https://example.org/",
    subject: { kind: "example", name: "letters" },
    view: "compare",
    theme: "dark",
    readonly: true,
  });
  expect(html).toContain(
    'src="https://example.org/embed/#example=letters&amp;view=compare&amp;theme=dark&amp;readonly"',
  );
  expect(html).toContain('height="480"');
});

test("an embed of your numbers has neither program nor code", () => {
  const common = {
    base: "https://fanout.example",
    subject: { kind: "numbers" },
    numbers: DEFAULT_NUMBERS,
  } as const;
  expect(embedSnippet(common)).toMatch(
    /<fanout-playground view="scale" numbers="work\.items:10000,[\w.:,-]+"><\/fanout-playground>/,
  );
  expect(frameSnippet(common)).toMatch(
    /^<iframe src="https:\/\/fanout\.example\/embed\/#view=scale&amp;numbers=work\.items:10000,[\w.:,-]+"/,
  );
});
