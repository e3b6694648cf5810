import type { TemplateId } from "./templates";

export const TYPESCRIPT: Readonly<Record<TemplateId, string>> = {
  blank: `import { task, workflow } from "fanout";

const work = task(async (n: number) => n * 2);

export default workflow(async () => {
  return await work(21);
}, { name: "my_program" });
`,
  "fan-out": `import { map, sleep, task, workflow } from "fanout";

const work = task(async (n: number) => {
  await sleep(100);
  return n * n;
});

export default workflow(({ items }) => map(work, Array.from({ length: items }, (_, n) => n)), {
  name: "fan_out",
  inputs: { items: 8 },
});
`,
  retries: `import { map, random, sleep, task, workflow } from "fanout";

const fetchPage = task(
  async (page: number) => {
    await sleep(80);
    if (random() < 0.2) throw new Error(\`page \${page}: the server is busy\`);
    return page * 10;
  },
  { retries: { maxRetries: 5, delayMs: 50, backoff: "exponential" } },
);

export default workflow(({ pages }) => map(fetchPage, Array.from({ length: pages }, (_, n) => n + 1)), {
  name: "retries",
  inputs: { pages: 12 },
});
`,
  nested: `import { compute, dynamic, map, task, workflow } from "fanout";

const check = task(async (line: number) => {
  compute(20);
  return line % 2;
});

const checkFile = dynamic(async (lines: number) => {
  const found = await map(check, Array.from({ length: lines }, (_, n) => n));
  return found.reduce((sum, each) => sum + each, 0);
});

export default workflow(({ files }) => map(checkFile, Array.from({ length: files }, (_, n) => n + 2)), {
  name: "nested",
  inputs: { files: 4 },
});
`,
  waiting: `import { map, sleep, task, workflow } from "fanout";

// Only waits, as a call to a service does: one event loop (Async) overlaps all of them without workers.
const ask = task(async (question: string) => {
  await sleep(200);
  return question.length;
});

export default workflow(
  ({ questions }) => map(ask, Array.from({ length: questions }, (_, n) => \`question \${n + 1}\`)),
  { name: "waiting", inputs: { questions: 20 } },
);
`,
};
