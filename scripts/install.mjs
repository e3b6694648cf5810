// Packages that only one command needs have a package.json of their own, and are installed when that command runs.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { npmCommand, reasonToInstall } from "./setup.mjs";

/** An installation or a build that takes longer is stuck. */
const limitMs = 8 * 60_000;

/**
 * Installs a folder's packages as its lock says, unless they are there. Runs no package's install script.
 * @param {string} folder
 * @returns {Promise<number | undefined>} ms that it took, if something had to be installed
 */
export async function installIn(folder) {
  if (!existsSync(join(folder, "package-lock.json")) || !reasonToInstall(folder)) return undefined;
  const start = performance.now();
  const { command, args, shell } = npmCommand("ci", "--ignore-scripts", "--no-audit", "--no-fund");
  await runQuietly(folder, command, args, {}, shell);
  return performance.now() - start;
}

/** Runs a program. Its output is shown only if it fails, so that a test runner's own output stays readable. */
export async function runQuietly(cwd, command, args, env = {}, shell = false) {
  const options = { cwd, env: { ...process.env, ...env }, shell, timeout: limitMs, maxBuffer: 2 ** 26 };
  await promisify(execFile)(command, args, options).catch(({ stdout, stderr, message }) => {
    const lines = `${stdout}\n${stderr}`.trim().split("\n").slice(-40);
    throw new Error(`${message.split("\n")[0]}\n${lines.join("\n")}`);
  });
}
