import type { ProgramCase } from "./program-case";

const RATIO = '{ minSuccessRatio: 0.5, chunkSize: 2, key: (_: any, i: number) => "k" + i }';

/** One of four items cannot be copied. */
const oneOfFour = (name: string, definitions: string, result: string): ProgramCase => ({
  name: `uncloneable item ${name}`,
  says: "fails by itself; the other items run",
  code: `import { dynamic, environment, launchPlan, map, mapUnordered, starmap, task, workflow } from "fanout";
const t = task(async (x: any) => x.n ?? 0, { name: "t", retries: 2 });
const c = task(async (x: any) => x.n ?? 0, { name: "c", cache: true });
const two = task(async (x: any, y: any) => x + y.n, { name: "two" });
const w = workflow(async (x: any) => x.n, { name: "w" });
const items: any[] = [{ n: 1 }, { n: 2, f: () => 1 }, { n: 3 }, { n: 4 }];
${definitions}
export default workflow(async () => ${result}, { name: "entry" });
`,
  output: [1, null, 3, 4],
});

export const uncloneableItems: readonly ProgramCase[] = [
  oneOfFour("of a task", "", `map(t, items, ${RATIO})`),
  oneOfFour("of a cached task", "", `map(c, items, ${RATIO})`),
  oneOfFour("in pairs", "", `starmap(two, items.map((y) => [0, y] as [any, any]), ${RATIO})`),
  oneOfFour("of a workflow", "", `map(w, items, ${RATIO})`),
  oneOfFour(
    "of a launch plan",
    'const plan = launchPlan(w, { name: "plan" });',
    `map(plan, items, ${RATIO})`,
  ),
  oneOfFour(
    "in an environment",
    'const own = environment({ name: "own" }).task(async (x: any) => x.n, { name: "inOwn" });',
    `map(own, items, ${RATIO})`,
  ),
  oneOfFour(
    "as results come",
    `const stream = async () => { const all: any[] = []; for await (const { index, value } of mapUnordered(t, items, ${RATIO})) all[index] = value; return all; };`,
    "stream()",
  ),
  oneOfFour("in a dynamic", `const d = dynamic(async () => map(t, items, ${RATIO}), { name: "d" });`, "d()"),
  {
    ...oneOfFour("that fails its map", "", 'map(t, items).catch((e: any) => e.name + " " + e.message)'),
    says: "the error names the item, its place and what to do",
    output:
      "TypeError t: `items[1].f` is a function, which cannot be sent between workers. Pass data, and define the function at the top level.",
  },
];
