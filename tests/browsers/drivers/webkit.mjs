import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { Builder } from "selenium-webdriver";

/** ms that a script in the page may take: longer than any check. */
const SCRIPT_MS = 300_000;
const START_MS = 20_000;

/**
 * WebKitGTK's MiniBrowser on a virtual screen, through WebDriver.
 * @param {{ driver: string, browser: string, screen: string }} paths of the programs
 * @returns {Promise<import("../driver.mjs").OpenBrowser>}
 */
export async function openWebKit({ driver, browser, screen }) {
  const started = [];
  const start = (command, args, options) => {
    const child = spawn(command, args, options);
    started.push(child);
    return child;
  };
  const close = () => {
    for (const child of started.reverse()) child.kill();
  };
  try {
    // It picks a free display and prints its number.
    const xvfb = start(screen, ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const [display] = await once(xvfb.stdio[3], "data", { signal: AbortSignal.timeout(START_MS) });
    const port = await freePort();
    start(driver, [`--port=${port}`], {
      stdio: "ignore",
      env: { ...process.env, DISPLAY: `:${String(display).trim()}` },
    });
    const url = `http://127.0.0.1:${port}`;
    await answers(url);
    const session = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(url)
      .withCapabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
      })
      .build();
    await session.manage().setTimeouts({ script: SCRIPT_MS });
    await session.manage().window().setRect({ width: 1280, height: 900 });
    const version = (await session.getCapabilities()).get("browserVersion");
    return {
      version: `WebKitGTK ${version}`,
      page: pageOf(session),
      async close() {
        await session.quit().catch(() => undefined);
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** @param {import("selenium-webdriver").WebDriver} session @returns {import("../driver.mjs").Page} */
function pageOf(session) {
  return {
    async goto(url) {
      await session.get("about:blank");
      await session.get(url);
    },
    reload: () => session.navigate().refresh(),
    text: (expression) =>
      session.executeAsyncScript(`const done = arguments[arguments.length - 1];
        Promise.resolve(${expression}).then(done, (error) => done(JSON.stringify({ error: String(error) })));`),
    async click(expression) {
      const element = await session.executeScript(`return ${expression};`);
      await element.click();
    },
    type: (text) => session.actions().sendKeys(text).perform(),
    // WebDriver has no command for them.
    errors: () => [],
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** Waits until a driver accepts requests. */
async function answers(url) {
  for (const until = Date.now() + START_MS; ; ) {
    try {
      return await fetch(`${url}/status`);
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
