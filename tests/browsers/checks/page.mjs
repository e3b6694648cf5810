// The page, through its buttons.
import assert from "node:assert/strict";
import { press, runToEnd, said, view } from "../steps.mjs";

const DOUBLING = `import { map, sleep, task, workflow } from "fanout";
const twice = task(async (n: number) => { await sleep(5); return 2 * n; });
export default workflow(async ({ upTo }) => map(twice, Array.from({ length: upTo }, (_, i) => i)), {
  name: "doubling",
  inputs: { upTo: 4 },
});
`;

const LOOP = `import { task, workflow } from "fanout";
const loop = task(() => { while (true) {} });
export default workflow(() => loop(), { name: "stuck" });
`;

const linkTo = ({ encodeLink, defaultSettings, site }, state) => site + encodeLink(state, defaultSettings(2));

const codeHas = (driver, words) =>
  driver.waitFor(
    (text) => document.querySelector("[data-editor]")?.textContent.replaceAll("\u00a0", " ").includes(text),
    words,
  );

/** @type {readonly import("../check.mjs").Check[]} */
export const pageChecks = [
  {
    name: "the start page loads, and runs our example automatically",
    async run({ driver, world }) {
      await driver.goto(world.site);
      await said(driver, "Run over: all strategies succeeded");
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
      assert.doesNotMatch(words, /Run over|Running/);
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
      await view(driver, "Advice", "workers");
      await view(driver, "Tree", "doubling");
      await view(driver, "Timeline", "");
      await view(driver, "Breakdown", "");
      await view(driver, "Scale", "");
      await view(driver, "Output", "6");
      await view(driver, "Log", "");
      await view(driver, "Compare", "");
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
    name: "Share gives a link that opens the program and its results in another tab",
    async run({ driver, world }) {
      await driver.goto(linkTo(world, { code: DOUBLING, settings: { strategies: ["async"], rounds: 1 } }));
      await codeHas(driver, "doubling");
      await runToEnd(driver);
      await press(driver, "Share");
      const link = await driver.waitFor(() => {
        const { value = "" } = document.querySelector("[role=dialog] textarea") ?? {};
        return value.includes("#f1.") && value;
      });
      await driver.goto("about:blank");
      await driver.goto(link);
      await codeHas(driver, "doubling");
      await view(driver, "Output", "6");
    },
  },
  {
    name: "files are drawn apart from the page, connect to no host, and hold up nothing",
    async run({ driver, world, note }) {
      const base = `http://127.0.0.1:${world.hits.port}`;
      const files = {
        "a.md": `# Title\n\n<iframe src="${base}/markdown"></iframe>\n`,
        "b.html": `<h1>Page</h1><iframe src="${base}/frame"></iframe><object data="${base}/object"></object><img src="${base}/image"><svg><foreignObject><iframe src="${base}/foreign"></iframe></foreignObject></svg>`,
        "c.md": "_a*".repeat(10_000),
        "d.svg": `<svg xmlns="http://www.w3.org/2000/svg"><circle id="l0" r="9"/>${Array.from({ length: 6 }, (_, i) => `<g id="l${i + 1}">${`<use href="#l${i}"/>`.repeat(10)}</g>`).join("")}<use href="#l6"/></svg>`,
        "e.txt": `a${"\u0301".repeat(30_000)}`,
        "f.txt": "\u202e\u05d0 ".repeat(15_000),
      };
      const code = `import { Dir, workflow } from "fanout";
export default workflow(async () => { const dir = new Dir("out"); const files = ${JSON.stringify(files)};
for (const [name, text] of Object.entries(files)) await dir.write(name, text); return dir; }, { name: "files" });
`;
      await driver.goto(linkTo(world, { code, settings: { strategies: ["async"], rounds: 1 } }));
      await codeHas(driver, "files");
      await runToEnd(driver);
      await view(driver, "Files", "out/a.md");
      await world.hits.take();
      let longest = 0;
      for (const name of Object.keys(files)) {
        await driver.click(
          (file) =>
            [...document.querySelectorAll("li button")].find((each) => each.textContent.includes(file)),
          `out/${name}`,
        );
        const isDrawn = /^[ab]/.test(name);
        const ms = await driver.evaluate(beat);
        longest = Math.max(longest, ms);
        await driver.waitFor(
          (file, drawn) =>
            document.querySelector(
              drawn ? `iframe[title="${file}"]` : `section[aria-label="${file}"] section`,
            ),
          `out/${name}`,
          isDrawn,
        );
        longest = Math.max(longest, await driver.evaluate(beat));
      }
      note(`the page's thread was held for ${Math.round(longest)} ms at most`);
      assert.ok(longest < 2_000, `${longest} ms`);
      assert.deepEqual(await world.hits.take(), []);
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

/** Watches the page for a moment. @returns the most ms between two of its turns */
async function beat() {
  let longest = 0;
  const start = performance.now();
  for (let last = start; last - start < 400; ) {
    await new Promise((next) => setTimeout(next, 5));
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

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
