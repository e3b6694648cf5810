// Links that the page makes, opened as their readers open them.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { codeHas, DOUBLING, linkTo, press, runToEnd, said, view } from "../steps.mjs";

/** 64 MiB of zeros in 64 KiB. */
const BOMB = deflateRawSync(Buffer.alloc(64 * 2 ** 20), { level: 9 }).toString("base64url");

/** The link in the share dialog, once it fits. @param {import("../driver.mjs").Driver} driver @param {number} [below] its length */
const sharedLink = (driver, below = 1e9) =>
  driver.waitFor((length) => {
    const { value = "" } = document.querySelector("[role=dialog] textarea[aria-label=Link]") ?? {};
    return value.includes("#f1.") && value.length < length ? value : "";
  }, below);

/** @type {readonly import("../check.mjs").Check[]} */
export const shareChecks = [
  {
    name: "Share gives a link with the results, and one to the program alone, and neither runs anything",
    async run({ driver, world }) {
      await driver.goto(
        linkTo(world, {
          code: DOUBLING,
          inputs: { upTo: 6 },
          settings: { strategies: ["async"], rounds: 1 },
        }),
      );
      await codeHas(driver, "doubling");
      await runToEnd(driver);
      await press(driver, "Share");
      const withResults = await sharedLink(driver);
      await driver.click(() => document.querySelector("[role=dialog] [role=switch]"));
      const plain = await sharedLink(driver, withResults.length);

      await driver.goto(plain);
      await codeHas(driver, "doubling");
      await view(driver, "Output", "Run");
      await driver.goto(withResults);
      await codeHas(driver, "doubling");
      // Of upTo: 6, which is not the program's own.
      await view(driver, "Output", "10");
      const words = await driver.evaluate(() =>
        [...document.querySelectorAll("[role=status]")].map(({ textContent }) => textContent).join(" "),
      );
      assert.doesNotMatch(words, /Run finished|Running/);
      assert.equal(await driver.evaluate(() => document.querySelectorAll("iframe").length), 0);
      await runToEnd(driver);
      await said(driver, "all strategies succeeded");
      assert.deepEqual(driver.errors(), []);
    },
  },
  {
    name: "a link that is damaged, or too large, is refused in words, and a program is shown",
    async run({ driver, world }) {
      const link = linkTo(world, { code: DOUBLING });
      for (const [broken, words] of [
        [link.slice(0, -30), "link"],
        [`${world.site}#f1.${BOMB}`, "1 MiB"],
      ]) {
        await driver.goto(`${world.site}#example=letters`);
        await codeHas(driver, "26 letters");
        await driver.evaluate((hash) => {
          location.hash = hash;
        }, new URL(broken).hash);
        await driver.waitFor((text) => document.body.textContent.includes(text), words);
        // The newest draft, which earlier checks may have left, or else the example.
        await codeHas(driver, "workflow");
      }
    },
  },
];
