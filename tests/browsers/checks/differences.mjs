// The report and the page show what differs between engines.
import assert from "node:assert/strict";
import { openEmbed, run, runToEnd, view } from "../steps.mjs";

const CLOCK = `import { task, workflow } from "fanout";
const step = task(() => {
  let least = Infinity;
  const until = performance.now() + 20;
  for (let last = performance.now(); last < until; ) {
    const now = performance.now();
    if (now > last) least = Math.min(least, now - last);
    last = now;
  }
  return { least, isolated: Reflect.get(globalThis, "crossOriginIsolated") === true, shared: typeof SharedArrayBuffer };
}, { name: "step" });
export default workflow(() => step(), { name: "clock" });
`;

/** @type {readonly import("../check.mjs").Check[]} */
export const differenceChecks = [
  {
    name: "the report has the engine, isolation and clock step that a program finds",
    async run({ driver, world, note }) {
      await openEmbed(driver, world);
      const { environment, strategies } = await run(driver, CLOCK, { settings: { strategies: ["pooled"] } });
      const { least, isolated, shared } = strategies[0].output;
      assert.equal(environment.userAgent, await driver.evaluate(() => navigator.userAgent));
      assert.equal(environment.cores, await driver.evaluate(() => navigator.hardwareConcurrency));
      assert.equal(environment.crossOriginIsolated, isolated);
      assert.ok(
        Math.abs(environment.timerStepMs - least) <= 0.5 * least,
        `the report says ${environment.timerStepMs} ms, a program finds ${least}`,
      );
      note(
        `embed: ${isolated ? "isolated" : "not isolated"}, clock's step ${environment.timerStepMs} ms, SharedArrayBuffer ${shared}`,
      );
    },
  },
  {
    name: "the page shows the browser and the clock of a measurement",
    async run({ driver, world, note }) {
      await driver.goto(`${world.site}#example=letters`);
      await runToEnd(driver);
      const shown = await view(driver, "Compare", "Measured in");
      const [line] = /Measured in .*$/.exec(shown) ?? [""];
      const isolated = await driver.evaluate(() => globalThis.crossOriginIsolated);
      assert.equal(!/the page is not cross-origin isolated/.test(line), isolated, line);
      note(`page: ${line}`);
    },
  },
];
