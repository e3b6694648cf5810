import type { RuleCases } from "./rule-case";

const TASKS = `const parse = task((file: string) => file.trim());
const add = task((a: number, b: number) => a + b);
const twice = task((n: number) => n * 2);
`;
const entry = (body: string) =>
  `${TASKS}export default workflow(async () => {\n${body}\n}, { name: "main" });`;
const FILES = '  const files = ["a", "b"];\n';
const message = (line: number, use: string) =>
  `Each call on line ${line} waits for the one before, so no strategy can run them in parallel. Use \`${use}\`.`;

export const awaitInLoop: RuleCases = {
  triggers: [
    {
      name: "results collected in a list",
      code: entry(
        `${FILES}  const out: string[] = [];\n  for (const file of files) out.push(await parse(file));\n  return out;`,
      ),
      at: "await parse(file)",
      message: message(8, "map"),
      fixed: entry(`${FILES}  const out: string[] = await map(parse, files);\n  return out;`),
    },
    {
      name: "in a block, with a comment before it",
      code: entry(
        `${FILES}  const out: string[] = [];\n  // One by one.\n  for (const file of files) {\n    out.push(await parse(file));\n  }\n  return out;`,
      ),
      at: "await parse(file)",
      message: message(10, "map"),
      fixed: entry(
        `${FILES}  const out: string[] = [];\n  // One by one.\n  out.push(...(await map(parse, files)));\n  return out;`,
      ),
    },
    {
      name: "results of no use",
      code: entry(`${FILES}  for (const file of files) await parse(file + "!");`),
      at: 'await parse(file + "!")',
      message: message(7, "map"),
      fixed: entry(`${FILES}  await map(parse, Array.from(files, (file) => file + "!"));`),
    },
    {
      name: "counted",
      code: entry(
        "  const out: number[] = [];\n  for (let i = 0; i < 10; i++) out.push(await twice(i));\n  return out;",
      ),
      at: "await twice(i)",
      message: message(7, "map"),
      fixed: entry(
        "  const out: number[] = await map(twice, Array.from({ length: 10 }, (_, i) => i));\n  return out;",
      ),
    },
    {
      name: "counted with a variable that is used afterwards",
      code: entry("  for (var i = 0; i < 3; i++) await twice(i);\n  return i;"),
      at: "await twice(i)",
      message: message(6, "map"),
    },
    {
      name: "several arguments",
      code: entry(
        "  const out: number[] = [];\n  for (const n of [1, 2]) out.push(await add(n, 5));\n  return out;",
      ),
      at: "await add(n, 5)",
      message: message(7, "starmap"),
      fixed: entry(
        "  const out: number[] = await starmap(add, Array.from([1, 2], (n) => [n, 5]));\n  return out;",
      ),
    },
    {
      name: "a sum",
      code: entry("  let sum = 0;\n  for (const n of [1, 2]) sum += await twice(n);\n  return sum;"),
      at: "await twice(n)",
      message: message(7, "map"),
    },
    {
      name: "at its own place in a list",
      code: entry(
        "  const out: number[] = [];\n  for (let i = 0; i < 3; i++) out[i] = await twice(i);\n  return out;",
      ),
      at: "await twice(i)",
      message: message(7, "map"),
    },
    {
      name: "several steps for each item",
      code: entry(
        "  const out: number[] = [];\n  for (const n of [1, 2]) {\n    const more = await twice(n);\n    out.push(await add(more, n));\n  }\n  return out;",
      ),
      at: "await twice(n)",
      message: message(8, "Promise.all"),
    },
  ],
  silent: {
    "needs the result before": entry(
      "  let n = 1;\n  for (const _ of [1, 2]) n = await twice(n);\n  return n;",
    ),
    "needs the sum so far": entry(
      "  let sum = 0;\n  for (const n of [1, 2]) sum += await add(sum, n);\n  return sum;",
    ),
    "needs the list so far": entry(
      "  const out = [1];\n  for (let i = 0; i < 3; i++) out.push(await twice(out[i] ?? 0));\n  return out;",
    ),
    "needs the list so far in its head": entry(
      "  const out = [1];\n  for (const n of out) if (n < 9) out.push(await twice(n));\n  return out;",
    ),
    "needs an alias of the list": entry(
      "  const out = [1];\n  for (let i = 0; i < 3; i++) { const last = out.at(-1) ?? 0; out.push(await twice(last)); }\n  return out;",
    ),
    "may end early": entry("  for (const n of [1, 2]) if ((await twice(n)) > 2) break;"),
    "may return early": entry(
      "  for (const n of [1, 2]) { const m = await twice(n); if (m > 2) return m; }\n  return 0;",
    ),
    "changes how many turns there are": entry(
      "  let todo = 3;\n  for (let i = 0; i < todo; i++) todo -= await twice(i);\n  return todo;",
    ),
    "goes on while something holds": entry("  let n = 1;\n  while (n < 9) n = await twice(n);\n  return n;"),
    "calls what may keep something": entry(
      "  const state = { n: 0, next() { return this.n++; } };\n  for (const _ of [1]) await twice(state.next());",
    ),
    "gives the result to something unknown": entry(
      "  const seen = (n: number) => { void n; };\n  for (const n of [1]) seen(await twice(n));",
    ),
    "waits between the calls": entry("  for (const n of [1, 2]) { await twice(n); await sleep(10); }"),
    "takes results as they come": entry(
      "  for await (const { value } of mapUnordered(twice, [1])) await twice(value);",
    ),
    "shares a queue": `${TASKS}const fill = task(async (q: Queue<number>, n: number) => q.put(n));\nexport default workflow(async () => { const q = new Queue<number>(); for (const n of [1, 2]) await fill(q, n); return q.get(); }, { name: "main" });`,
    "runs in parallel": entry("  return Promise.all([1, 2].map(async (n) => await twice(n)));"),
    "computes in its own thread": entry("  let sum = 0;\n  for (const n of [1, 2]) sum += n;\n  return sum;"),
    "is a group of turns": entry('  for (const n of [1, 2]) await group("turn", () => twice(n));'),
  },
};
