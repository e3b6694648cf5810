// Chromium's DevTools protocol over a pipe. It reaches every worker of a page, which Playwright's sessions do not.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserArgs, findBrowser } from "../scripts/browser.mjs";

/**
 * @typedef {object} Browser
 * @property {(method: string, params?: object, session?: string) => Promise<any>} send rejects with the browser's message
 * @property {(method: string, take: (params: any, session: string | undefined) => void) => void} on
 * @property {() => Promise<void>} close
 */

/** @returns {Browser} */
export function startBrowser() {
  const found = findBrowser();
  const profile = mkdtempSync(join(tmpdir(), "fanout-profile-"));
  const child = spawn(
    found.path,
    ["--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`, ...browserArgs, "about:blank"],
    { env: { ...process.env, ...found.env }, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const waiting = new Map();
  const listeners = new Map();
  let ids = 0;
  const gone = (reason) => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  const receive = ({ id, method, params, result, error, sessionId }) => {
    if (id === undefined) {
      for (const take of listeners.get(method) ?? []) take(params, sessionId);
      return;
    }
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(`${call.method}: ${error.message}`));
    else call?.resolve(result);
  };
  readMessages(child.stdio[4], receive);
  child.stdio[3].on("error", () => gone("the browser is gone"));
  const exited = new Promise((resolve) => {
    child.once("exit", () => {
      gone("the browser is gone");
      resolve();
    });
  });
  const send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++ids;
      waiting.set(id, { resolve, reject, method });
      child.stdio[3].write(
        `${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`,
      );
    });
  return {
    send,
    on: (method, take) => void listeners.set(method, [...(listeners.get(method) ?? []), take]),
    close: async () => {
      const impatient = setTimeout(() => child.kill("SIGKILL"), 5_000);
      send("Browser.close").catch(() => undefined);
      await exited;
      clearTimeout(impatient);
      // Its other processes may still be writing there.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** Messages are JSON, each ended by a zero byte. */
function readMessages(stream, take) {
  let parts = [];
  stream.on("data", (data) => {
    let from = 0;
    for (let at = data.indexOf(0); at >= 0; at = data.indexOf(0, from)) {
      parts.push(data.subarray(from, at));
      take(JSON.parse(Buffer.concat(parts).toString("utf8")));
      parts = [];
      from = at + 1;
    }
    parts.push(data.subarray(from));
  });
}
