// The page, through its buttons.
import assert from "node:assert/strict";
import { codeHas, DOUBLING, linkTo, press, runToEnd, said, view } from "../steps.mjs";

const LOOP = `import { task, workflow } from "fanout";
const loop = task(() => { while (true) {} });
export default workflow(() => loop(), { name: "stuck" });
`;

/** @type {readonly import("../check.mjs").Check[]} */
export const pageChecks = [
  {
    name: "the start page loads, and runs our example automatically",
    async run({ driver, world }) {
      await driver.goto(world.site);
      await said(driver, "Run finished: all strategies succeeded");
      assert.match(await view(driver, "Compare", "faster"), /pooled/i);
      assert.deepEqual(driver.errors(), []);
    },
  },
  {
    name: "a link opens code, inputs and settings, and runs nothing",
    async run({ driver, world }) {
      await driver.goto(
        linkTo(world, { code: DOUBLING, inputs: { upTo: 6 }, settings: { workers: 3 }, view: "tree" }),
      );
      await codeHas(driver, "doubling");
      const has = (name, value) =>
        driver.waitFor(
          (label, wanted) =>
            [...document.querySelectorAll("input")].some(
              (field) =>
                (field.ariaLabel ?? field.labels?.[0]?.textContent)?.includes(label) &&
                field.value === wanted,
            ),
          name,
          value,
        );
      await has("Workers", "3");
      await has("upTo", "6");
      const words = await driver.evaluate(() =>
        [...document.querySelectorAll("[role=status]")].map(({ textContent }) => textContent).join(" "),
      );
      assert.doesNotMatch(words, /Run finished|Running/);
    },
  },
  {
    name: "Run runs each strategy, every view shows it, and a reload restores the program",
    async run({ driver, world }) {
      await driver.goto(
        linkTo(world, {
          code: DOUBLING,
          settings: { strategies: [...world.STRATEGIES], rounds: 1, workers: 2 },
        }),
      );
      await codeHas(driver, "doubling");
      await runToEnd(driver);
      await said(driver, "all strategies succeeded");
      await view(driver, "Tree", "doubling");
      await view(driver, "Timeline", "");
      await view(driver, "Breakdown", "");
      await view(driver, "Your numbers", "Simulated");
      await view(driver, "Output", "6");
      await view(driver, "Log", "");
      await view(driver, "Compare", "All figures");
      await driver.waitFor(() => location.hash.startsWith("#f1."));
      await driver.reload();
      await codeHas(driver, "doubling");
      assert.deepEqual(driver.errors(), []);
    },
  },
  {
    name: "Stop ends a loop within a second, and the next run is clean",
    tries: 1,
    async run({ driver, world, note }) {
      await driver.goto(
        linkTo(world, { code: LOOP, settings: { strategies: ["pooled"], rounds: 1, workers: 2 } }),
      );
      await codeHas(driver, "loop");
      await press(driver, "Run");
      await view(driver, "Tree", "loop");
      await driver.waitFor(stopIsReady);
      const ms = await driver.evaluate(stopTime);
      note(`Stop took ${Math.round(ms)} ms`);
      assert.ok(ms < 1_000, `Stop took ${ms} ms`);
      await driver.goto(linkTo(world, { code: DOUBLING, settings: { strategies: ["pooled"], rounds: 1 } }));
      await codeHas(driver, "doubling");
      await runToEnd(driver);
      await said(driver, "all strategies succeeded");
    },
  },
  {
    name: "typed text survives a reload",
    async run({ driver, world }) {
      // Short enough that an editor that draws only the lines in view draws all of it.
      await driver.goto(linkTo(world, { code: DOUBLING }));
      await codeHas(driver, "doubling");
      await driver.waitFor(() => document.querySelector("[data-editor=monaco]") !== null);
      await driver.click(() => document.querySelector("[data-editor=monaco]"));
      await driver.type("// mine ");
      await codeHas(driver, "// mine");
      await driver.waitFor(() => history.state?.fanoutDraft);
      await driver.reload();
      await codeHas(driver, "// mine");
    },
  },
  {
    name: "the page's policy stops outgoing requests and foreign scripts",
    async run({ driver, world }) {
      await driver.goto(`${world.site}#example=letters`);
      await codeHas(driver, "26 letters");
      await world.hits.take();
      await driver.evaluate(world.intrude, `http://127.0.0.1:${world.hits.port}`);
      await driver.waitFor(
        (directives) => directives.every((directive) => globalThis.stopped.has(directive)),
        world.SPOKEN_OF_BY_ALL,
      );
      assert.equal(await driver.evaluate(() => globalThis.injected), undefined);
      assert.deepEqual((await world.hits.take()).filter(world.isRequest), []);
    },
  },
];

/** The button ignores presses just after it has changed. */
function stopIsReady() {
  const button = [...document.querySelectorAll("button")].find((each) => each.textContent.startsWith("Stop"));
  return button !== undefined && button.ariaDisabled !== "true";
}

/** Presses Stop. @returns ms until the page shows that the run was stopped */
async function stopTime() {
  const from = performance.now();
  [...document.querySelectorAll("button")].find((each) => each.textContent.startsWith("Stop")).click();
  const isOver = () =>
    [...document.querySelectorAll("[role=status]")].some((each) => each.textContent.startsWith("Stopped"));
  while (!isOver()) await new Promise((next) => setTimeout(next, 5));
  return performance.now() - from;
}
