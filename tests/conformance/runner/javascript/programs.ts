import type { ProgramName } from "../programs";

const DOUBLE = 'const double = task((x) => 2 * x, { name: "double" });';

const ODD =
  'const odd = task((x) => { if (x % 2 === 1) throw new RangeError("odd " + x); return x; }, { name: "odd" });';

const SIBLINGS = (options: string) => `import { task, workflow, sleep } from "fanout";
const odd = task(async (x) => { if (x % 2 === 1) throw new RangeError("odd " + x); await sleep(1); return x; }, { name: "odd" });
export default workflow(async () => Promise.all([odd(1), odd(2), odd(4)]), { name: "entry"${options} });`;

/** The suite's programs as users write them. Types are left out: the runner never sees them. */
export const sources: Readonly<Record<ProgramName, string>> = {
  entry: `import { workflow } from "fanout";
export default workflow(async ({ a, b }) => a + b, { name: "entry", inputs: { a: 1, b: 2 } });`,

  loadFails: `import { workflow } from "fanout";
export default workflow(async () => 1, { name: "entry" });
throw new RangeError("boom");`,

  entryFails: `import { task, workflow, map } from "fanout";
${DOUBLE}
function helper() {
  throw new RangeError("boom");
}
const part = task(() => helper(), { name: "part" });
export default workflow(async () => {
  await double(21);
  await map(double, [1, 2]);
  return part();
}, { name: "entry" });`,

  tasks: `import { task, dynamic, workflow, context, sleep, meter, NonRecoverable } from "fanout";
${DOUBLE}
const add = task((a, b) => a + b, { name: "add" });
const shout = task((text) => text.toUpperCase() + "!", { name: "shout" });
${ODD}
const flaky = task((x) => { if (context().attempt === 1) throw new RangeError("not yet"); return x; }, { name: "flaky" });
const final = task(() => { throw new NonRecoverable("never again"); }, { name: "final" });
const stuck = task(async (x) => { if (x === 1) await new Promise(() => {}); return x; }, { name: "stuck" });
const step = task(async (name) => { console.log("+" + name); await sleep(1); console.log("-" + name); return name; }, { name: "step" });
const parent = dynamic(async (x) => { const [a, b] = await Promise.all([double(x), double(x + 1)]); return a + b; }, { name: "parent" });
const where = task(() => { const { name, key, index, attempt, worker } = context(); return [name, key ?? null, index ?? null, attempt, worker]; }, { name: "where" });
const unsendable = task((x) => (x === 1 ? { f: () => 1 } : x), { name: "unsendable" });
const measured = task((x) => { meter("rows", x); meter("rows", 1); return x; }, { name: "measured" });
const noisy = task((n) => { for (let i = 0; i < n; i++) console.log("line " + i); return n; }, { name: "noisy" });
const long = task(() => console.log("x".repeat(20000)), { name: "long" });
export const plain = (x) => x + 100;
export default workflow(async () => parent(1), { name: "entry" });`,

  calls: `import { environment, task, workflow } from "fanout";
const double = task((x) => 2 * x, { name: "double", retries: { maxRetries: 3, delayMs: 10, backoff: "linear" }, timeout: 500 });
const gpu = environment({ name: "gpu", reuse: { replicas: 3, concurrency: 2 } });
const pooled = gpu.task((a, b) => a + b, { name: "pooled" });
export default workflow(async () => [await double(21), await double(1), await pooled(1, 2)], { name: "entry", maxParallelism: 3 });`,

  maps: `import { task, workflow, map, starmap } from "fanout";
${DOUBLE}
const add = task((a, b) => a + b, { name: "add" });
export default workflow(async () => [
  await map(double, [1, 2, 3, 4, 5], { concurrency: 2, minSuccessRatio: 0.5, chunkSize: 3, key: (x) => "k" + x }),
  await map(double, ["a", "b"]),
  await starmap(add, [[1, 2], [3, 4]], { strategy: "hybrid" }),
], { name: "entry" });`,

  stream: `import { task, workflow, mapUnordered } from "fanout";
${DOUBLE}
export default workflow(async () => {
  for await (const { index, value } of mapUnordered(double, [1, 2, 3])) console.log(index + ":" + value);
}, { name: "entry" });`,

  catches: `import { task, workflow } from "fanout";
${DOUBLE}
export default workflow(async () => {
  try { return await double(1); } catch (error) { return error.name + ": " + error.message; }
}, { name: "entry" });`,

  forgets: `import { task, workflow } from "fanout";
${DOUBLE}
export default workflow(async () => { double(1); return "early"; }, { name: "entry" });`,

  siblings: SIBLINGS(""),
  siblingsFinish: SIBLINGS(', failurePolicy: "finishRunnable"'),

  parallel: `import { task, workflow, map, sleep, context } from "fanout";
const step = task(async (name) => { console.log("+" + name); await sleep(1); console.log("-" + name); return name; }, { name: "step" });
const again = task(async () => { console.log("+again"); console.log("-again"); if (context().attempt === 1) throw new RangeError("once"); }, { name: "again", retries: { maxRetries: 1, delayMs: 5 } });
const steps = () => Promise.all([step("a"), step("b"), step("c")]);
const limited = workflow(steps, { name: "limited", maxParallelism: 2 });
export default workflow(async ({ kind }) => {
  if (kind === "limited") return limited();
  if (kind === "map") return map(step, ["a", "b", "c"], { concurrency: 2 });
  if (kind === "retry") return Promise.all([again(), step("b")]);
  return steps();
}, { name: "entry", inputs: { kind: "free" } });`,

  nested: `import { task, dynamic, workflow, map } from "fanout";
${DOUBLE}
const parent = dynamic(async (x) => (await double(x)) + (await double(x + 1)), { name: "parent" });
export default workflow(async () => map(parent, [1, 2]), { name: "entry", maxParallelism: 1 });`,

  partial: `import { task, workflow, map } from "fanout";
${ODD}
export default workflow(async ({ ratio }) => map(odd, [0, 1, 2, 3, 4], { minSuccessRatio: ratio }), { name: "entry", inputs: { ratio: 0.5 } });`,

  draws: `import { task, workflow, map, random, context } from "fanout";
const draw = task(() => [random(), random()], { name: "draw" });
const again = task(() => { const drawn = [random(), random()]; if (context().attempt === 1) throw new RangeError("once"); return drawn; }, { name: "again", retries: 1 });
export default workflow(async () => [[random(), random()], await draw(), await draw(), ...(await map(draw, [1, 2])), await again()], { name: "entry" });`,

  cached: `import { task, workflow, launchPlan, map } from "fanout";
const square = task((x) => { console.log("ran " + x); if (x < 0) throw new RangeError("below 0"); return x * x; }, { name: "square", cache: true, cacheVersion: "1" });
const sub = workflow(async ({ x }) => { console.log("sub ran"); return x + 1; }, { name: "sub" });
const plan = launchPlan(sub, { name: "plan" }).withOverrides({ cache: true });
export default workflow(async ({ kind }) => {
  if (kind === "plan") return plan({ x: 1 });
  if (kind === "map") return map(square, [3, 4]);
  try { return [await square(3), await square(3), await square(-1)]; } catch (error) { return error.message; }
}, { name: "entry", inputs: { kind: "calls" } });`,

  queue: `import { task, workflow, Queue } from "fanout";
const fill = task(async (queue) => { await queue.put("one"); await queue.put({ two: 2 }); await queue.close(); return "filled"; }, { name: "fill" });
const take = task(async (queue) => queue.get(), { name: "take" });
export default workflow(async () => {
  const queue = new Queue();
  const filled = fill(queue);
  const got = [];
  for await (const item of queue) got.push(item);
  return [got, await filled];
}, { name: "entry" });`,

  closedQueue: `import { workflow, Queue } from "fanout";
export default workflow(async () => {
  try { return await new Queue().get(); } catch (error) { return error.name; }
}, { name: "entry" });`,

  processes: `import { task, workflow, Process } from "fanout";
${DOUBLE}
export const plain = (x) => x + 100;
export default workflow(async () => {
  const first = new Process(double, 4);
  const second = new Process(plain, 5);
  await first.start();
  await second.start();
  return [await first.join(), await second.join()];
}, { name: "entry" });`,

  traced: `import { task, workflow, traced, context } from "fanout";
const helper = traced((x) => { console.log("helper ran"); return x * 10; }, { name: "helper" });
const careful = task(async (x) => { const y = (await helper(x)) + (await helper(x)); if (context().attempt === 1) throw new RangeError("once"); return y; }, { name: "careful", retries: 1 });
export default workflow(async () => careful(4), { name: "entry" });`,

  nodes: `import { task, dynamic, workflow, launchPlan, group, map } from "fanout";
${DOUBLE}
const around = dynamic(async (x) => group("inside", async () => double(x)), { name: "around" });
const inner = workflow(async ({ x }) => group("pair", async () => double(x)), { name: "inner", maxParallelism: 2, inputs: { x: 5 } });
const plan = launchPlan(inner, { name: "plan", maxParallelism: 7 });
export default workflow(async ({ kind }) => {
  if (kind === "workflow") return inner({ x: 1 });
  if (kind === "plan") return plan();
  if (kind === "around") return around(1);
  return map(inner, [{ x: 1 }, { x: 2 }, { x: 3 }], { concurrency: 1, key: ({ x }) => "x" + x });
}, { name: "entry", inputs: { kind: "workflow" } });`,

  recording: `import { task, workflow, meter } from "fanout";
const long = task((text) => { meter("rows", 3); meter("rows", 4); return text + text; }, { name: "long" });
export default workflow(async () => { const text = await long("x".repeat(5000)); meter("length", text.length); return 1; }, { name: "entry" });`,

  manyNotes: `import { task, workflow } from "fanout";
const check = task((x) => { if (x === 1099) throw new RangeError("boom"); return x; }, { name: "check" });
export default workflow(async () => {
  try { for (let i = 0; i < 1100; i++) await check(i); } catch (error) { return error.message; }
}, { name: "entry" });`,

  direct: `import { task, workflow, map } from "fanout";
${DOUBLE}
export default workflow(async ({ singles }) => {
  const seen = [];
  for (let i = 1; i <= singles; i++) {
    try { seen.push(await double(i)); } catch (error) { seen.push(error.message); }
  }
  return [seen, await map(double, [10, 20])];
}, { name: "entry", inputs: { singles: 3 } });`,

  unsendable: `import { task, workflow } from "fanout";
${DOUBLE}
export default workflow(async () => {
  let message = "";
  try { await double({ f: () => 1 }); } catch (error) { message = error.message; }
  return [message, await double(2)];
}, { name: "entry" });`,

  unsendableOutput: `import { workflow } from "fanout";
export default workflow(async () => ({ f: () => 1 }), { name: "entry" });`,

  deep: `import { workflow } from "fanout";
const deeper = workflow(async () => deeper(), { name: "deeper" });
export default workflow(async () => deeper(), { name: "entry" });`,

  tooMany: `import { task, workflow, map } from "fanout";
${DOUBLE}
export default workflow(async () => map(double, Array.from({ length: 1000001 }, (_, i) => i)), { name: "entry" });`,

  tooLarge: `import { task, workflow } from "fanout";
const size = task((bytes) => bytes.length, { name: "size" });
export default workflow(async () => size(new Uint8Array(64 * 2 ** 20 + 1)), { name: "entry" });`,
};
