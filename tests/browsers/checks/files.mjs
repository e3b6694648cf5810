// Files that a program wrote: drawn apart from the page, or shown as their source.
import assert from "node:assert/strict";
import { codeHas, linkTo, runToEnd, view } from "../steps.mjs";

/** ms that the page's thread may be held. The files would hold it for 7 s and more, and other programs may take the core away. */
const MAX_HELD_MS = 1_000;

/** @type {(base: string) => Readonly<Record<string, string>>} */
const drawn = (base) => ({
  "a.md": `# Title\n\n<iframe src="${base}/markdown"></iframe>\n`,
  "b.html": `<h1>Page</h1><iframe src="${base}/frame"></iframe><object data="${base}/object"></object><img src="${base}/image"><svg><foreignObject><iframe src="${base}/foreign"></iframe></foreignObject></svg><script>parent.postMessage("from the file", "*")</script>`,
  "c.svg": `<svg xmlns="http://www.w3.org/2000/svg"><image href="${base}/picture"/><circle r="9"/></svg>`,
});

/** @type {Readonly<Record<string, string>>} */
const LONG = {
  "d.md": "_a*".repeat(10_000),
  "e.svg": `<svg xmlns="http://www.w3.org/2000/svg"><circle id="l0" r="9"/>${Array.from({ length: 6 }, (_, i) => `<g id="l${i + 1}">${`<use href="#l${i}"/>`.repeat(10)}</g>`).join("")}<use href="#l6"/></svg>`,
  "f.txt": `a${"\u0301".repeat(30_000)}`,
  "g.txt": "\u202e\u05d0 ".repeat(10_000),
};

/** Writes a file, of marks too, which a program may not hold as they are. */
const writing = ([name, text]) =>
  `await dir.write(${JSON.stringify(name)}, ${JSON.stringify(text).replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)});`;

const programOf = (files) => `import { Dir, workflow } from "fanout";
export default workflow(async () => {
  const dir = new Dir("out");
  ${Object.entries(files).map(writing).join("\n  ")}
  return dir;
}, { name: "files" });
`;

/** @type {readonly import("../check.mjs").Check[]} */
export const filesChecks = [
  {
    name: "files are drawn apart from the page without script or network, or shown as text, and hold up nothing",
    async run({ driver, world, note }) {
      const shown = drawn(`http://127.0.0.1:${world.hits.port}`);
      const files = { ...shown, ...LONG };
      await driver.goto(
        linkTo(world, { code: programOf(files), settings: { strategies: ["async"], rounds: 1 } }),
      );
      await codeHas(driver, "files");
      await runToEnd(driver);
      await driver.evaluate(() => {
        window.heard = [];
        addEventListener("message", ({ data }) => heard.push(String(data)));
      });
      await world.hits.take();
      await view(driver, "Files", "a.md");
      let longest = 0;
      for (const name of Object.keys(files)) {
        await driver.evaluate(startBeat);
        await driver.click(
          (file) =>
            [...document.querySelectorAll("li button")].find((each) => each.textContent.includes(file)),
          name,
        );
        await driver.waitFor(isShown, `out/${name}`, name in shown);
        longest = Math.max(longest, await driver.evaluate(endBeat));
      }
      note(`files hold the page's thread for ${Math.round(longest)} ms at most`);
      assert.ok(longest < MAX_HELD_MS, `${longest} ms`);
      assert.deepEqual(await world.hits.take(), []);
      assert.deepEqual(await driver.evaluate(() => heard.filter((text) => text.includes("file"))), []);
      assert.equal(
        await driver.evaluate(() => document.querySelectorAll("iframe[title]:not([sandbox=''])").length),
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
