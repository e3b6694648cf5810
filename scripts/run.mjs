import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

const quiet = { NEXT_TELEMETRY_DISABLED: "1" };
const graceMs = 5_000;

/**
 * Runs a program with our standard output and waits for its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, shell?: boolean, limitMs?: number }} [options] past `limitMs` it is ended,
 *   with everything that it started
 * @returns {Promise<number>} its exit status; 1 if it was ended by a signal
 */
export function run(command, args, { env = {}, shell = false, limitMs } = {}) {
  // Its own process group can be ended as a whole: a test stuck in a loop would outlive its runner.
  const detached = limitMs !== undefined && process.platform !== "win32";
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...quiet, ...env },
      shell,
      detached,
    });
    // First a signal that lets Playwright end its server; then one that nothing survives.
    const end = () => {
      if (!detached) return child.kill();
      signalGroup(child, "SIGINT");
      setTimeout(() => signalGroup(child, "SIGKILL"), graceMs).unref();
    };
    // Ctrl+C reaches a child in our own group; a signal sent to us does not.
    const signals = detached ? ["SIGTERM", "SIGINT"] : ["SIGTERM"];
    for (const signal of signals) process.once(signal, end);
    const timer =
      limitMs &&
      setTimeout(() => {
        console.error(`\nEnded because it took longer than ${Math.round(limitMs / 60_000)} minutes.`);
        end();
      }, limitMs);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, end);
      resolve(code ?? 1);
    });
  });
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}

/**
 * Runs an installed package's command with this Node, without npx.
 * @param {string} name the package
 * @param {string} bin the command's name in its package.json
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, limitMs?: number }} [options] as for `run`
 */
export function runBin(name, bin, args, options) {
  const require = createRequire(import.meta.url);
  const manifest = join(root, "node_modules", name, "package.json");
  const entry = require(manifest).bin;
  const script = join(dirname(manifest), typeof entry === "string" ? entry : entry[bin]);
  return run(process.execPath, [script, ...args], options);
}

/** Ends this process with a message if a step failed. */
export function stopUnlessZero(status, what) {
  if (status === 0) return;
  console.error(`${what} failed (exit status ${status})`);
  process.exit(1);
}
