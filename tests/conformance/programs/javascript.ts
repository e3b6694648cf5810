import type { ProgramCase } from "./program-case";

export const javascript: readonly ProgramCase[] = [
  {
    name: "await subclass",
    isPending: true,
    says: "await uses the then of a Promise's subclass (p-lazy)",
    code: `import { workflow } from "fanout";
class Lazy extends Promise<any> { then(a?: any, b?: any): any { return Promise.resolve(7).then(a, b); } static get [Symbol.species]() { return Promise; } }
export default workflow(async () => { return await new Lazy((ok) => ok(0)); }, { name: "w" });
`,
    output: 7,
  },
  {
    name: "await thenable",
    isPending: true,
    says: "a thenable (knex) that calls a task",
    code: `import { sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
export default workflow(async () => { return await ({ then(ok: any, no: any) { t(5).then(ok, no); } } as any); }, { name: "w" });
`,
    output: 5,
  },
  {
    name: "sync throw map",
    says: "map rejects, as its type says",
    code: `import { map, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
function* it() { yield 1; throw new Error("it"); }
export default workflow(async () => { return map(t, it()).catch((e: any) => "caught " + e.message); }, { name: "w" });
`,
    output: "caught it",
  },
  {
    name: "sync throw join",
    isPending: true,
    says: "join rejects",
    code: `import { Process, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
export default workflow(async () => { return new Process(t, 1).join().catch(() => "caught"); }, { name: "w" });
`,
    output: "caught",
  },
];
