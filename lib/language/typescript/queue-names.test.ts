import { expect, it } from "vitest";
import { compile } from "./compile";

const names = (body: string): (string | undefined)[] => {
  const result = compile(
    `import * as f from "fanout"; import { Queue, Queue as Q, workflow } from "fanout";\n${body}\nexport default workflow(async () => 0, { name: "w" });`,
  );
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return [...result.program.code.matchAll(/new [\w.]*\s*\(([^)]*)\)|new (Q|Queue|f\.Queue);/g)].map(
    ([, args]) => args?.trim(),
  );
};

it("names a queue after what it is put into", () => {
  expect(
    names(`const work: Queue<number> = new Queue<number>();
let later; later = new Q();
const both = { input: new f.Queue(), "out put": (new Queue()) };
const bare = new Queue;
async function inner() { const q = new Queue(); await q.put(await q.get()); }`),
  ).toEqual([
    '{ name: "work" }',
    '{ name: "later" }',
    '{ name: "input" }',
    '{ name: "out put" }',
    '{ name: "bare" }',
    '{ name: "q" }',
  ]);
});

it("leaves other classes, and queues with options, as they are", () => {
  expect(
    names(`class Mine {} const a = new Mine(); const b = new Queue({ name: "c" }); use(new Queue());
function use(q) { class Queue {} const d = new Queue(); }`),
  ).toEqual(["", '{ name: "c" }', "", ""]);
});
