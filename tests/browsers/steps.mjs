// Steps that several checks share: on the page, on a documentation page with an embed, in the lab.

export const DOUBLING = `import { map, sleep, task, workflow } from "fanout";
const twice = task(async (n: number) => { await sleep(5); return 2 * n; });
export default workflow(async ({ upTo }) => map(twice, Array.from({ length: upTo }, (_, i) => i)), {
  name: "doubling",
  inputs: { upTo: 4 },
});
`;

/** The address of a program. @param {import("./world.mjs").World} world */
export const linkTo = ({ encodeLink, defaultSettings, site }, state) =>
  site + encodeLink(state, defaultSettings(2));

/** Waits until the editor shows these words. */
export const codeHas = (driver, words) =>
  driver.waitFor(
    (text) => document.querySelector("[data-editor]")?.textContent.replaceAll("\u00a0", " ").includes(text),
    words,
  );

/** Waits until the line for screen readers contains the words. @param {import("./driver.mjs").Driver} driver @param {string} words */
export const said = (driver, words) =>
  driver.waitFor(
    (text) => [...document.querySelectorAll("[role=status]")].some((each) => each.textContent.includes(text)),
    words,
  );

/** @param {import("./driver.mjs").Driver} driver @param {string} name how the button's name starts */
export const press = (driver, name) =>
  driver.click(
    (text) =>
      [...document.querySelectorAll("button")].find(
        (button) => button.textContent.startsWith(text) || button.ariaLabel === text,
      ),
    name,
  );

/** Opens a view of the results, and returns its text as soon as it contains these words. */
export async function view(driver, name, words) {
  await driver.click(
    (text) => [...document.querySelectorAll("[role=tab]")].find((tab) => tab.textContent.startsWith(text)),
    name,
  );
  return driver.waitFor((text) => {
    const shown = document.querySelector("[role=tabpanel]:not([hidden])")?.textContent ?? "";
    return shown.includes(text) ? shown : "";
  }, words);
}

/** Presses Run, and waits for the end. */
export async function runToEnd(driver) {
  await press(driver, "Run");
  await said(driver, "Run finished");
}

/**
 * Opens a documentation page with a playground, and waits until the playground accepts messages.
 * @param {import("./driver.mjs").Driver} driver
 * @param {import("./world.mjs").World} world
 * @param {{ sandbox?: string, fragment?: string }} [options] the host's attribute `sandbox`
 */
export async function openEmbed(driver, world, { sandbox, fragment = "" } = {}) {
  await driver.goto(world.host);
  await driver.evaluate(
    (src, attribute) => {
      const frame = document.createElement("iframe");
      if (attribute !== undefined) frame.setAttribute("sandbox", attribute);
      frame.allow = "cross-origin-isolated; clipboard-write";
      frame.style.cssText = "width:100%;height:560px;border:0";
      frame.src = src;
      document.getElementById("place").append(frame);
    },
    `${world.site}embed/${fragment}`,
    sandbox,
  );
  await driver.waitFor(() => window.received.some(({ type }) => type === "fanout:ready"));
}

/** Sends the embed a message. @returns its last answer, and the ms that it took */
export const ask = (driver, message) =>
  driver.evaluate(
    (data) =>
      new Promise((resolve) => {
        const sent = performance.now();
        const message = { version: 1, id: `${sent}`, ...data };
        addEventListener("message", function listen({ data: answer }) {
          const last = ["fanout:loaded", "fanout:result", "fanout:error", "fanout:ready"];
          if (answer.id !== message.id || !last.includes(answer.type)) return;
          removeEventListener("message", listen);
          resolve({ ...answer, ms: performance.now() - sent });
        });
        document.querySelector("iframe").contentWindow.postMessage(message, "*");
      }),
    message,
  );

/** Sends a message without waiting for an answer. */
export const tell = (driver, message) =>
  driver.evaluate((data) => {
    document.querySelector("iframe").contentWindow.postMessage({ version: 1, ...data }, "*");
  }, message);

/** Loads a program into the embed and runs one round. @returns the report */
export async function run(driver, code, { inputs, settings } = {}) {
  const loaded = await ask(driver, { type: "fanout:load", code, inputs, settings });
  if (loaded.type !== "fanout:loaded") throw new Error(`load: ${loaded.message}`);
  const result = await ask(driver, { type: "fanout:run", rounds: 1 });
  if (result.type !== "fanout:result") throw new Error(`run: ${result.message}`);
  return result.report;
}

/** Runs a hostile program, without compiling it, in the open lab. */
export const attack = (driver, request) => driver.evaluate((given) => globalThis.attack.run(given), request);
