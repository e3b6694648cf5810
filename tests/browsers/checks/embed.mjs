// The embed on a documentation page of another origin, with its messages and its element.
import assert from "node:assert/strict";
import { ask, openEmbed, run, tell } from "../steps.mjs";

const STUCK = {
  "the driver": `import { workflow } from "fanout";
export default workflow(async () => { while (true) {} }, { name: "stuck" });
`,
  "a task": `import { task, workflow } from "fanout";
const loop = task(() => { while (true) {} });
export default workflow(() => loop(), { name: "stuck" });
`,
  "the module itself": `import { workflow } from "fanout";
while (true) {}
export default workflow(async () => 1, { name: "stuck" });
`,
};

const VALUES = `import { map, task, workflow } from "fanout";
const same = task((value: unknown) => value, { name: "same" });
export default workflow(async () => {
  const values = [new Map([["a", 1]]), new Set([1]), new Date(5), 1n, new Float32Array([1, 2]), NaN, -0, undefined, /x/gi, new RangeError("far")];
  const back = await map(same, values);
  return back.map((value) => Object.prototype.toString.call(value) + (value instanceof Error ? value.message : value instanceof Map ? value.get("a") : Object.is(value, -0) ? "-0" : String(value)));
}, { name: "values" });
`;

/** @type {readonly import("../check.mjs").Check[]} */
export const embedChecks = [
  {
    name: "a page on another origin runs every strategy, and reads the report",
    async run({ driver, world }) {
      await openEmbed(driver, world);
      const report = await run(driver, world.sources.letters, {
        inputs: { pieceMs: 20 },
        settings: { strategies: [...world.STRATEGIES], workers: 8 },
      });
      assert.equal(world.reportSchema.safeParse(report).error, undefined);
      for (const part of report.strategies) {
        assert.equal(part.error, undefined, part.strategy);
        assert.equal(part.output, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", part.strategy);
        assert.equal(part.counts.spans, 30, part.strategy);
      }
      const of = (strategy) => report.strategies.find((each) => each.strategy === strategy);
      assert.equal(of("dynamic").counts.workersStarted, 28);
      assert.equal(of("pooled").counts.workersStarted, 8);
      // A sleep is at most one clock step shorter than asked for.
      const least = 26 * (20 - 2 * report.environment.timerStepMs);
      assert.ok(of("sequential").wallMs.median >= least, `${of("sequential").wallMs.median} ms`);
      assert.ok(of("pooled").wallMs.median < of("sequential").wallMs.median);
    },
  },
  {
    name: "every example returns the expected results",
    async run({ driver, world }) {
      await openEmbed(driver, world);
      const seen = new Set();
      for (const row of world.expectations) {
        if (row.large || row.program === "chunks" || seen.has(row.program)) continue;
        seen.add(row.program);
        const report = await run(driver, world.sources[row.program], {
          inputs: row.inputs,
          settings: { ...row.settings, strategies: ["dynamic", "pooled"] },
        });
        for (const part of report.strategies) {
          const what = `${row.program}, ${part.strategy}`;
          assert.equal(part.error?.message, row.error, what);
          if (row.output !== undefined) assert.deepEqual(named(part.output), row.output, what);
          if (row.retries !== undefined) assert.equal(part.counts.retries, row.retries, what);
          if (row.artifacts !== undefined)
            assert.deepEqual(
              [...new Set(part.artifacts.map(({ path }) => path))].sort(),
              [...row.artifacts].sort(),
              what,
            );
        }
      }
      assert.ok(seen.size > 5);
    },
  },
  ...Object.entries(STUCK).map(([place, code]) => ({
    name: `Stop ends a loop in ${place} within a second`,
    tries: 1,
    async run({ driver, world }) {
      await openEmbed(driver, world);
      for (const strategy of ["sequential", "dynamic", "pooled"]) {
        const settings = { strategies: [strategy], workers: 2, rounds: 1 };
        assert.equal((await ask(driver, { type: "fanout:load", code, settings })).type, "fanout:loaded");
        await driver.evaluate(() => {
          window.received.length = 0;
        });
        await tell(driver, { type: "fanout:run", id: "stuck" });
        await driver.waitFor(() => window.received.some(({ type }) => type === "fanout:progress"));
        const { ms, report } = await ask(driver, { type: "fanout:stop" });
        assert.ok(ms < 1_000, `${strategy}: ${Math.round(ms)} ms`);
        assert.equal(report.strategies[0].status, "cancelled", strategy);
        const after = await run(driver, world.sources.letters, { inputs: { pieceMs: 1 }, settings });
        assert.equal(after.strategies[0].output, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strategy);
      }
    },
  })),
  {
    name: "errors and syntax errors name the program's own line",
    async run({ driver, world }) {
      await openEmbed(driver, world);
      const code = `import { task, workflow } from "fanout";
const bad = task((n: number) => {
  if (n > 0) throw new RangeError("too far");
});
export default workflow(() => bad(1), { name: "failing" });
`;
      const settings = { strategies: ["sequential", "dynamic", "pooled"] };
      for (const { strategy, error } of (await run(driver, code, { settings })).strategies) {
        const { name, message, line } = error ?? {};
        assert.deepEqual(
          { name, message, line },
          { name: "RangeError", message: "too far", line: 3 },
          strategy,
        );
      }
      const broken = await ask(driver, { type: "fanout:load", code: "const a = 1;\nconst b = ;\n" });
      assert.equal(broken.type, "fanout:error");
      assert.equal(broken.line, 2);
      const topLevel = `import { workflow } from "fanout";
const list: number[] = [];
list[0].toFixed();
export default workflow(async () => 1, { name: "top" });
`;
      const [{ error }] = (await run(driver, topLevel, { settings: { strategies: ["pooled"] } })).strategies;
      assert.equal(error?.line, 3, JSON.stringify(error));
    },
  },
  {
    name: "endless recursion, a value that cannot cross, and a timeout fail with a message",
    async run({ driver, world }) {
      await openEmbed(driver, world);
      const failing = async (body, settings) => {
        const code = `import { map, sleep, task, workflow } from "fanout";
const down = (n: number): number => 1 + down(n + 1);
const t = task(async (what: unknown) => what, { name: "t" });
const deep = task(async () => down(0), { name: "deep" });
const calls = task(async (n: number): Promise<number> => calls(n + 1), { name: "calls" });
export default workflow(async () => { ${body} }, { name: "entry" });
`;
        const { strategies } = await run(driver, code, {
          settings: { strategies: ["pooled"], workers: 2, ...settings },
        });
        assert.equal(strategies[0].status, "failed", body);
        return strategies[0].error.message;
      };
      assert.match(await failing("return await deep()"), /call stack|recursion/i);
      assert.match(await failing("return await t(() => 1)"), /cannot be|clone|function/i);
      assert.match(await failing("return await calls(0)"), /256/);
      assert.match(await failing("await sleep(60_000)", { timeoutMs: 300 }), /300 ms|0\.3 s|time/i);
    },
  },
  {
    name: "values of every kind cross and come back",
    async run({ driver, world }) {
      await openEmbed(driver, world);
      const { strategies } = await run(driver, VALUES, {
        settings: { strategies: [...world.STRATEGIES], workers: 2 },
      });
      for (const { strategy, output, error } of strategies) {
        assert.equal(error, undefined, strategy);
        assert.deepEqual(
          output
            .map((each) => String(each).replace(/GMT.*/, ""))
            .map((each) => (each.startsWith("[object Date]") ? "[object Date]" : each)),
          [
            "[object Map]1",
            "[object Set][object Set]",
            "[object Date]",
            "[object BigInt]1",
            "[object Float32Array]1,2",
            "[object Number]NaN",
            "[object Number]-0",
            "[object Undefined]undefined",
            "[object RegExp]/x/gi",
            "[object Error]far",
          ],
          strategy,
        );
      }
    },
  },
  {
    name: "an embed without an origin, in a host's sandbox, works completely",
    async run({ driver, world }) {
      await openEmbed(driver, world, { sandbox: "allow-scripts" });
      const report = await run(driver, world.sources.letters, {
        inputs: { pieceMs: 1 },
        settings: { strategies: ["sequential", "dynamic", "pooled"], workers: 4 },
      });
      for (const { strategy, output } of report.strategies)
        assert.equal(output, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strategy);
    },
  },
  {
    name: "embed.js makes a playground of its element, which runs and sizes itself",
    async run({ driver, world }) {
      await driver.goto(world.host);
      await driver.evaluate((code) => {
        const element = document.createElement("fanout-playground");
        element.setAttribute("code", code);
        element.setAttribute("strategies", "dynamic,pooled");
        document.getElementById("place").append(element);
      }, world.sources.letters);
      await driver.waitFor(() => customElements.get("fanout-playground") !== undefined);
      const report = await driver.evaluate(() =>
        document.querySelector("fanout-playground").run({ rounds: 1, inputs: { pieceMs: 1 } }),
      );
      assert.deepEqual(
        report.strategies.map(({ strategy, output }) => [strategy, output]),
        ["dynamic", "pooled"].map((strategy) => [strategy, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]),
      );
      await driver.waitFor(() => document.querySelector("fanout-playground").offsetHeight > 330);
    },
  },
  {
    name: "an embed runs nothing until asked",
    async run({ driver, world }) {
      await openEmbed(driver, world, { fragment: "#example=letters&run=1" });
      await ask(driver, { type: "fanout:ping" });
      const types = await driver.evaluate(() => window.received.map(({ type }) => type));
      assert.ok(!types.includes("fanout:progress") && !types.includes("fanout:result"), String(types));
      // Its sandbox would be a frame in it.
      assert.equal(await driver.evaluate(() => window.frames[0].length), 0);
    },
  },
];

/** A Dir becomes its name, as in the table of expected results. */
function named(value) {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null) return value;
  if ("$fanout" in value && "name" in value) return value.name;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner)]));
}
