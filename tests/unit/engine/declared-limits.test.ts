import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES } from "@/lib/model/strategy";

const world = globalThis as { enter?: ((where: string, by: number) => void) | undefined };

/** Runs a program whose leaves count how many of them run at the same time. @returns the most, by workflow */
async function most(source: string, strategy: (typeof STRATEGIES)[number], settings = {}) {
  const now: Record<string, number> = {};
  const peak: Record<string, number> = {};
  world.enter = (where, by) => {
    now[where] = (now[where] ?? 0) + by;
    peak[where] = Math.max(peak[where] ?? 0, now[where]);
  };
  const { end } = await runProgram(source, strategy, { workers: 3, concurrency: 2, ...settings });
  world.enter = undefined;
  return { end, peak };
}

const program = (
  entry: string,
  limit: number,
  more = "",
) => `import { task, dynamic, workflow, map, starmap, sleep, group, launchPlan, environment, context } from "fanout";
const leaf = task(async (where) => { globalThis.enter(where, 1); await sleep(10); globalThis.enter(where, -1); return 1; }, { name: "leaf" });
const flaky = task(async (where) => { globalThis.enter(where, 1); await sleep(10); globalThis.enter(where, -1); if (context().attempt === 1) throw new Error("no"); return 1; }, { name: "flaky", retries: { maxRetries: 1, delayMs: 15 } });
const own = environment({ name: "own", reuse: { replicas: 3 } });
const inOwn = own.task(async (where) => { globalThis.enter(where, 1); await sleep(10); globalThis.enter(where, -1); return 1; }, { name: "inOwn" });
const many = (where, n = 6) => Array.from({ length: n }, () => where);
const sum = (all) => all.flat(9).reduce((a, b) => a + b, 0);
${STRATEGIES.map((s) => `const fan_${s} = dynamic(async (where) => sum(await map(leaf, many(where), { strategy: "${s}" })), { name: "fan_${s}" });`).join("\n")}
const fan = dynamic(async (where) => sum(await map(leaf, many(where))), { name: "fan" });
${more}
export default workflow(async () => { ${entry} }, { name: "entry", maxParallelism: ${limit} });`;

const pieces = [
  "map(leaf, many('w'))",
  "map(flaky, many('w'))",
  "map(inOwn, many('w', 4))",
  "fan('w')",
  "map(fan, many('w', 3))",
  "map(leaf, many('w', 12), { chunkSize: 4 })",
  "Promise.all(many('w', 4).map((x) => leaf(x)))",
  'group("g", () => map(leaf, many("w")))',
  ...STRATEGIES.flatMap((s) => [
    `map(leaf, many("w"), { strategy: "${s}" })`,
    `fan_${s}("w")`,
    `map(fan_${s}, many("w", 2), { strategy: "pooled" })`,
    `map(fan_${s}, many("w", 2), { strategy: "hybrid" })`,
    `map(fan_${s}, many("w", 2), { strategy: "async" })`,
  ]),
];

/** A body that counts itself before and after it waits for other calls, not while it does. */
const waiting = (call: string) =>
  `const body = dynamic(async (where) => { globalThis.enter(where, 1); await sleep(2); globalThis.enter(where, -1); await ${call}; globalThis.enter(where, 1); await sleep(2); globalThis.enter(where, -1); return 1; }, { name: "body" });`;

describe.each(STRATEGIES)("a declared maxParallelism, under %s", (strategy) => {
  it.each([1, 2])("holds for bodies between the calls that they wait for (limit %i)", async (limit) => {
    const calls = [
      "leaf(where)",
      "map(leaf, [])",
      ...STRATEGIES.map((s) => `map(leaf, [where], { strategy: "${s}" })`),
    ];
    for (const call of calls)
      for (const workers of [1, 2, 4]) {
        const source = program("return sum(await map(body, many('w', 4)));", limit, waiting(call));
        const { end, peak } = await most(source, strategy, { workers });
        expect(end.status, call).toBe("succeeded");
        expect(peak.w, call).toBeLessThanOrEqual(limit);
      }
  });

  it("holds for bodies on several levels, some of them in their caller's thread", async () => {
    const counted = (name: string, call: string) =>
      `const ${name} = dynamic(async (where) => { globalThis.enter(where, 1); await sleep(1); globalThis.enter(where, -1); const r = await ${call}; globalThis.enter(where, 1); await sleep(1); globalThis.enter(where, -1); return sum([r].flat()) + 1; }, { name: "${name}" });`;
    for (const inner of STRATEGIES)
      for (const outer of STRATEGIES)
        for (const items of ["[]", "[where, where]"]) {
          const levels = `${counted("low", `map(leaf, ${items}, { strategy: "${inner}" })`)}
${counted("high", "map(low, [where])")}`;
          const source = program(
            `const all = await Promise.all([map(high, ["w"]), map(high, ["w"], { strategy: "${outer}" })]); return sum(all);`,
            1,
            levels,
          );
          const { end, peak } = await most(source, strategy, { workers: 1 });
          expect([inner, outer, items, end.status]).toEqual([inner, outer, items, "succeeded"]);
          expect(peak.w, `${inner} in ${outer}, ${items}`).toBe(1);
        }
  });

  it.each([1, 2, 3])("holds for each kind of call (limit %i)", async (limit) => {
    for (const piece of pieces) {
      const { end, peak } = await most(program(`return sum([await ${piece}].flat());`, limit), strategy);
      expect(end.status, piece).toBe("succeeded");
      expect(peak.w, piece).toBeLessThanOrEqual(limit);
    }
  });

  it("holds for any mix of strategies at the same time, and nothing is left waiting", async () => {
    const mix = fc.record({
      limit: fc.integer({ min: 1, max: 4 }),
      parts: fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 4 }),
      workers: fc.integer({ min: 1, max: 4 }),
      concurrency: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(mix, async ({ limit, parts, workers, concurrency }) => {
        const entry = `return sum(await Promise.all([${parts.join(", ")}]));`;
        const { end, peak } = await most(program(entry, limit), strategy, { workers, concurrency });
        expect(end.error).toBeUndefined();
        expect(peak.w).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 40 },
    );
  });

  it("is used as far as it goes", async () => {
    const entry =
      'return sum(await Promise.all([map(leaf, many("w", 20), { strategy: "async" }), map(leaf, many("w", 20), { strategy: "pooled" })]));';
    const { end, peak } = await most(program(entry, 4), strategy, { workers: 4 });
    expect(end.output).toBe(40);
    if (strategy !== "sequential") expect(peak.w).toBe(4);
  });

  it("of a child workflow holds within its caller's, and a launch plan has its own", async () => {
    const child = `const child = workflow(async () => sum(await Promise.all([map(leaf, many("child")), map(leaf, many("child"), { strategy: "async" }), map(leaf, many("child"), { strategy: "pooled" })])), { name: "child", maxParallelism: 2 });
const plan = launchPlan(child, { name: "plan" });
const other = launchPlan(child, { name: "other", maxParallelism: 3 });
const over = plan.withOverrides({ name: "over", maxParallelism: 1 });`;
    const calls = await most(
      program("return sum(await Promise.all([child(), child()]));", 3, child),
      strategy,
    );
    expect(calls.end.output).toBe(36);
    expect(calls.peak.child).toBeLessThanOrEqual(3);
    for (const [plan, limit] of [
      ["plan", 2],
      ["other", 3],
      ["over", 1],
    ] as const) {
      const { end, peak } = await most(program(`return ${plan}();`, 1, child), strategy);
      expect(end.output).toBe(18);
      expect(peak.child).toBeLessThanOrEqual(limit);
      const twice = await most(
        program(`return sum(await Promise.all([${plan}(), ${plan}()]));`, 1, child),
        strategy,
      );
      expect(twice.peak.child).toBeLessThanOrEqual(2 * limit);
    }
  });
});

describe("a worker that dies", () => {
  it("gives back its places", async () => {
    const entry = "return sum(await map(fans, [1, 2, 3, 4]));";
    const fans =
      'const fans = task(async () => sum(await map(leaf, many("w"), { strategy: "async" })), { name: "fans", retries: 1 });';
    const { end } = await runProgram(
      program(entry, 2, fans).replaceAll(/globalThis.enter\(where, -?1\);/g, ""),
      "pooled",
      { workers: 2, before: (_, host) => host.killNext(20) },
    );
    expect(end).toMatchObject({ status: "succeeded", output: 24 });
  });
});
