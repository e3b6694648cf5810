// Files that a program wrote: drawn apart from the page, or shown as their source.
import assert from "node:assert/strict";
import { codeHas, linkTo, runToEnd, view } from "../steps.mjs";

/** ms that the page's thread may be held on a busy machine. Some of the files would hold it for 10 s and more. */
const MAX_HELD_MS = 3_000;

/** Files that are drawn, with what would connect to a host, or run. @param {string} base */
const drawn = (base) => ({
  "a.md": `# Title\n\n<iframe src="${base}/markdown"></iframe>\n`,
  "b.html": `<h1>Page</h1><iframe src="${base}/frame"></iframe><object data="${base}/object"></object><img src="${base}/image"><svg><foreignObject><iframe src="${base}/foreign"></iframe></foreignObject></svg><script>parent.postMessage("from the file", "*")</script>`,
  "c.svg": `<svg xmlns="http://www.w3.org/2000/svg"><image href="${base}/picture"/><circle r="9"/></svg>`,
});

/** Files that take long to draw, as expressions for their text. */
const LONG = {
  "d.md": `"_a*".repeat(10_000)`,
  "e.svg": `'<svg xmlns="http://www.w3.org/2000/svg"><circle id="l0" r="9"/>' + Array.from({ length: 6 }, (_, i) => '<g id="l' + (i + 1) + '">' + ('<use href="#l' + i + '"/>').repeat(10) + "</g>").join("") + '<use href="#l6"/></svg>'`,
  "f.txt": `"a" + "\\u0301".repeat(30_000)`,
  "g.txt": `"\\u202e\\u05d0 ".repeat(10_000)`,
};

/** @param {Readonly<Record<string, string>>} shown @returns a program that writes them, and those that take long */
function programOf(shown) {
  const texts = Object.entries(shown).map(([name, text]) => [name, JSON.stringify(text)]);
  const writes = [...texts, ...Object.entries(LONG)].map(
    ([name, text]) => `await dir.write("${name}", ${text});`,
  );
  return `import { Dir, workflow } from "fanout";
export default workflow(async () => {
  const dir = new Dir("out");
  ${writes.join("\n  ")}
  return dir;
}, { name: "files" });
`;
}

/** @type {readonly import("../check.mjs").Check[]} */
export const filesChecks = [
  {
    name: "files are drawn apart from the page without script or network, or shown as text, and hold up nothing",
    async run({ driver, world, note }) {
      const shown = drawn(`http://127.0.0.1:${world.hits.port}`);
      await driver.goto(
        linkTo(world, { code: programOf(shown), settings: { strategies: ["async"], rounds: 1 } }),
      );
      await codeHas(driver, "files");
      await runToEnd(driver);
      await driver.evaluate(() => {
        window.heard = [];
        addEventListener("message", ({ data }) => heard.push(String(data)));
      });
      await world.hits.take();
      await view(driver, "Files", "a.md");
      let longest = { ms: 0, name: "" };
      for (const name of [...Object.keys(shown), ...Object.keys(LONG)]) {
        await driver.evaluate(startBeat);
        await driver.click(
          (file) =>
            [...document.querySelectorAll("li button")].find((each) => each.textContent.includes(file)),
          name,
        );
        await driver.waitFor(isShown, `out/${name}`, name in shown);
        const ms = await driver.evaluate(endBeat);
        if (ms > longest.ms) longest = { ms, name };
      }
      const held = `${longest.name} held the page's thread for ${Math.round(longest.ms)} ms`;
      note(`${held}, longer than the other files`);
      assert.ok(longest.ms < MAX_HELD_MS, held);
      assert.deepEqual(await world.hits.take(), []);
      assert.deepEqual(await driver.evaluate(() => heard.filter((text) => text.includes("file"))), []);
      assert.equal(
        await driver.evaluate(
          () => document.querySelectorAll("section[aria-label] iframe:not([sandbox=''])").length,
        ),
        0,
      );
    },
  },
];

/** In the page: whether a file's own frame, or its text, is shown. */
function isShown(file, isDrawn) {
  const place = document.querySelector(`section[aria-label="${file}"]`);
  return place?.querySelector(isDrawn ? `iframe[title="${file}"]` : "section") !== null && place !== null;
}

/** In the page: notes the longest time between two of its turns, until `endBeat`. */
function startBeat() {
  const beat = { longest: 0, last: performance.now(), isOver: false };
  window.beat = beat;
  const next = () => {
    const now = performance.now();
    beat.longest = Math.max(beat.longest, now - beat.last);
    beat.last = now;
    if (!beat.isOver) setTimeout(next, 5);
  };
  next();
}

/** Two frames later, when everything is drawn. @returns ms */
async function endBeat() {
  for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
  window.beat.isOver = true;
  return Math.max(window.beat.longest, performance.now() - window.beat.last);
}
