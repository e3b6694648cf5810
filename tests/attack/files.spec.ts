import { test as base, type Page } from "@playwright/test";
import { expect, program } from "./support/lab";
import { openReader, type Reader } from "./support/reader";
import { longestTask, startTracing } from "./support/thread-time";

/** What a program wrote, returned, logged or named is shown without holding up the page, however it is made. */

const test = base.extend<{ reader: Reader }>({
  reader: async ({ context }, use) => use(await openReader(context)),
});
/** ms of one task, on an idle machine. A file that gets through holds the page for seconds. */
const MAX_TASK = 100;
/** How many times longer than the same page's longest task without such a file, on a machine that is busy. */
const FAR = 5;

/** Expressions for the text of files, each made to take a browser seconds. */
const FILES: Readonly<Record<string, string>> = {
  "emphasis.md": `"_a*".repeat(10_000)`,
  "long-emphasis.md": `"_a*".repeat(40_000)`,
  "quotes.md": `"> ".repeat(20_000)`,
  "lists.md": `"- ".repeat(10_000)`,
  "uses.svg": `'<svg xmlns="http://www.w3.org/2000/svg"><circle id="l0" r="9"/>' + Array.from({ length: 6 }, (_, i) => '<g id="l' + (i + 1) + '">' + ('<use href="#l' + i + '"/>').repeat(10) + "</g>").join("") + '<use href="#l6"/></svg>'`,
  "circles.svg": `'<svg xmlns="http://www.w3.org/2000/svg">' + '<circle r="9"/>'.repeat(60_000) + "</svg>"`,
  "few-circles.svg": `'<svg xmlns="http://www.w3.org/2000/svg">' + '<a/>'.repeat(15_000) + "</svg>"`,
  "directions.txt": `"\\u202e\\u05d0 ".repeat(80_000)`,
  "marks.txt": `"a" + "\\u0301".repeat(80_000)`,
  "many-marks.txt": `"a" + "\\u0301".repeat(500_000)`,
  "lines.txt": `"\\n".repeat(500_000)`,
  "line.txt": `"x".repeat(1_000_000)`,
  "deep.html": `"<div>".repeat(12_000)`,
  "formatting.html": `Array.from({ length: 3_000 }, (_, i) => "<b x=" + i + ">").join("") + "<p>".repeat(3_000)`,
  "attributes.html": `"<p " + "a ".repeat(30_000) + ">"`,
  "directions.html": `"&#x202e;&#x5d0; ".repeat(4_000)`,
  "marks.html": `"a" + "&#x301;".repeat(9_000)`,
  "list.json": `JSON.stringify(Array.from({ length: 150_000 }, (_, i) => i))`,
  "key.json": `JSON.stringify({ ["a" + "\\u0301".repeat(100_000)]: "\\u0301".repeat(100_000) })`,
};

/** @returns ms of the longest task of the page's thread until it has ended */
async function longest(page: Page, act: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("no browser");
  await startTracing(browser, page);
  await act();
  // Two frames later everything is drawn, that of the file's own frame as well.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return Math.round(await longestTask(browser));
}

/** The longest task of an action, and of an ordinary one just before it, ms. */
interface Try {
  readonly ms: number;
  readonly idleMs: number;
}

const isFrozen = ({ ms, idleMs }: Try): boolean => ms > Math.max(MAX_TASK, FAR * idleMs);
const wordsOf = (tries: readonly Try[]): string =>
  tries.map(({ ms, idleMs }) => `${ms} ms (${idleMs} ms without it)`).join(", ");

/** Up to three tries, until one is not frozen. @param idle the ordinary action */
async function triesOf(
  page: Page,
  idle: () => Promise<unknown>,
  act: () => Promise<unknown>,
): Promise<Try[]> {
  const tries: Try[] = [];
  do {
    const idleMs = await longest(page, idle);
    tries.push({ idleMs, ms: await longest(page, act) });
  } while (tries.length < 3 && tries.every(isFrozen));
  return tries;
}

test("no file holds up the page when it is opened", { tag: "@slow" }, async ({ reader }) => {
  const { page } = reader;
  const writes = Object.entries(FILES).map(
    ([name, text]) => `await dir.write(${JSON.stringify(name)}, ${text});`,
  );
  await reader.open(
    program(
      `const dir = new Dir("out"); await dir.write("0.txt", "first"); ${writes.join("\n")} return dir;`,
    ),
    { strategies: ["async"] },
  );
  await reader.run();
  await reader.end();
  await reader.answered();
  await page.getByRole("tab", { name: /^Files/ }).click();
  const plain = page.getByRole("button", { name: /0\.txt/ });
  const isPlain = () =>
    expect(page.getByRole("region", { name: "Results" }).getByText("first")).toBeVisible();
  await isPlain();
  const slow: string[] = [];
  for (const name of Object.keys(FILES)) {
    const file = page.getByRole("region", { name: `out/${name}`, exact: true }).first();
    const tries = await triesOf(
      page,
      async () => {
        await plain.click();
        await isPlain();
      },
      async () => {
        await page.getByRole("button", { name: new RegExp(`^out/${name.replaceAll(".", "\\.")}`) }).click();
        await expect(file).toBeVisible();
        const ask = file.getByRole("button", { name: "Open" });
        const shown = file.locator("iframe, section, [role=tree]");
        await expect(ask.or(shown).first()).toBeVisible();
        if (await ask.isVisible()) await ask.click();
        await expect(shown.first()).toBeVisible();
        await plain.click();
      },
    );
    if (tries.every(isFrozen)) slow.push(`${name}: ${wordsOf(tries)}`);
  }
  expect(slow).toEqual([]);
});

const MARKS = `"a" + "\\u0301".repeat(9_000)`;

/** Programs of which every view is opened. */
const SHOWN: Readonly<Record<string, string>> = {
  "a log of marks": program(`for (let i = 0; i < 100; i++) console.log(${MARKS}); return 1;`),
  "a log of changes of direction": program(
    `for (let i = 0; i < 100; i++) console.log("\\u202e\\u05d0 ".repeat(3_000)); return 1;`,
  ),
  "a log of lines": program(`for (let i = 0; i < 2_000; i++) console.log("a\\n".repeat(4_000)); return 1;`),
  "an error of marks": program(`const error = new Error(${MARKS}); error.name = ${MARKS}; throw error;`),
  "an output of marks": program(`return ("a\\n" + "\\u0301".repeat(60_000));`),
  "an output of long keys": program(
    `return { ["a" + "\\u0301".repeat(60_000)]: { ["\\u202e\\u05d0 ".repeat(20_000)]: 1 } };`,
  ),
  "an output of many lines": program(`return "\\n".repeat(200_000);`),
  "names of marks": program(
    `return await map(marked, ["x", "y"], { key: () => "a" + "\\u0301".repeat(250) });`,
    `const marked = task(async (x: string) => { meter("b" + "\\u0301".repeat(90), 1); return x + "\\u0301".repeat(1_000); }, { name: "c" + "\\u0301".repeat(250) });`,
  ).replace("import {", "import { meter,"),
};

const VIEWS = ["Tree", "Timeline", "Breakdown", "Output", "Log", "Compare"];

/** One place here; `npm run test:slow` has the others. */
const QUICK = ["a log of marks"];

for (const [what, code] of Object.entries(SHOWN)) {
  const tag = QUICK.includes(what) ? [] : ["@slow"];
  test(`${what} does not hold up the page in any view`, { tag }, async ({ reader }) => {
    const { page } = reader;
    await reader.open(code, { strategies: ["pooled"], workers: 2 });
    await reader.run();
    await reader.end();
    await reader.answered();
    // Their scripts are loaded first.
    const show = async (name: string) => {
      await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
      await expect(page.getByRole("tabpanel")).not.toContainText("Loading");
    };
    for (const name of VIEWS) await show(name);
    const slow: string[] = [];
    for (const name of VIEWS) {
      const tries = await triesOf(
        page,
        () => show("Your numbers"),
        () => show(name),
      );
      if (tries.every(isFrozen)) slow.push(`${name}: ${wordsOf(tries)}`);
    }
    expect(slow).toEqual([]);
  });
}
