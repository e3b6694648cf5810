import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * True if a browser starts: asks for its version only, which finds missing libraries too.
 * @param {string} path
 * @param {Record<string, string>} env
 */
export function starts(path, env = {}) {
  // Chrome on Windows opens a window instead of printing its version.
  if (process.platform === "win32") return existsSync(path);
  return spawnSync(path, ["--version"], { env: { ...process.env, ...env }, timeout: 30_000 }).status === 0;
}
