import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

const quiet = { NEXT_TELEMETRY_DISABLED: "1" };

/**
 * Runs a program with our standard output, and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, shell?: boolean }} [options]
 * @returns {Promise<number>} its exit status; 1 if it was ended by a signal
 */
export function run(command, args, { env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...quiet, ...env },
      shell,
    });
    // Ctrl+C reaches the child by itself; a plain kill of ours does not.
    const end = () => child.kill();
    process.once("SIGTERM", end);
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGTERM", end);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs the command of an installed package with this Node, without npx and its look-ups.
 * @param {string} name the package
 * @param {string} bin the command's name in its package.json
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export function runBin(name, bin, args, env) {
  const require = createRequire(import.meta.url);
  const manifest = join(root, "node_modules", name, "package.json");
  const entry = require(manifest).bin;
  const script = join(dirname(manifest), typeof entry === "string" ? entry : entry[bin]);
  return run(process.execPath, [script, ...args], { env });
}

/** Ends this process with a plain line if a step failed. */
export function stopUnlessZero(status, what) {
  if (status === 0) return;
  console.error(`${what} failed (exit status ${status})`);
  process.exit(1);
}
