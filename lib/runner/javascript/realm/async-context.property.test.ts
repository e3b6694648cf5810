import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { compile } from "@/lib/language/typescript/compile";
import { load } from "@/lib/language/typescript/testing";
import {
  ENV_NAMES,
  type Env,
  environment,
  programBodies,
} from "@/lib/language/typescript/testing/generated-programs";
import type { Carrier } from "../../execute/adopt";
import type { SpanContext } from "../../execute/span-context";
import { contextHooks } from "./async-context";

type Main = (env: Env) => Promise<unknown>;

const RUNS = Number(process.env.FANOUT_RUNS ?? 60);
const span = (name: string) => ({ name, captured: false }) as unknown as SpanContext;

async function mainOf(body: string, hooks: object): Promise<Main | undefined> {
  const result = compile(`import { workflow } from "fanout";
export async function main(env) { const ${ENV_NAMES} = env
let a = 1, b = 2
${body}
}
export default workflow(async () => 1);
`);
  return result.ok ? ((await load(result.program.code, hooks)).main as Main) : undefined;
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, "__fanout");
});

test("bodies that run at the same time have their own span in every segment, and none is current between them", async () => {
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(programBodies, { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.nat(3)),
      async (bodies, pauses) => {
        const carrier: Carrier = { current: null, isResting: false };
        const define = (_: string, __: number, ___: number, make: () => unknown) => make();
        const hooks = { ...contextHooks(carrier), define };
        const found: string[] = [];
        const runs: Promise<unknown>[] = [];
        let left = 0;
        // A turn of the queue of jobs that is nobody's: no span may be left from the segment before it.
        const watch = async () => {
          while (left > 0) {
            if (carrier.current !== null) found.push("a span is current between two segments");
            await undefined;
          }
        };
        for (const body of bodies) {
          const main = await mainOf(body, hooks);
          if (!main) continue;
          for (const name of ["one", "two"]) {
            const own = span(name);
            const env = environment(
              () => {
                calls++;
                if (carrier.current !== own) found.push(`another span than ${name}`);
              },
              () => pauses.next().value ?? 0,
            );
            left++;
            carrier.current = own;
            runs.push(
              main(env).then(
                () => left--,
                () => left--,
              ),
            );
            if (carrier.current !== own) found.push("a call has changed its caller's span");
            carrier.current = null;
          }
        }
        await Promise.all([...runs, watch()]);
        expect(found).toEqual([]);
      },
    ),
    { numRuns: RUNS },
  );
  expect(calls).toBeGreaterThan(RUNS);
});
