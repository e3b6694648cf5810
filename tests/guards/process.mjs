import { spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "../../scripts/paths.mjs";

/** What a test did, whoever ran it. @typedef {{ title: string, passed: boolean, said: string }} Ran */

/**
 * Runs a command in the project's folder.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} env on top of ours
 * @returns {Promise<string>} its standard error, once it has ended
 */
export async function ran(command, args, env) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env },
  });
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (part) => {
    text += part;
  });
  await once(child, "close");
  return text;
}

/** For a regular expression. @param {string} text */
export const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
