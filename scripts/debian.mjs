// Installs Debian packages that tests need, if we are root.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Installs packages if this is Debian and we are root.
 * @param {readonly string[]} packages
 * @returns {string | undefined} why it did not, or undefined
 */
export function installDebian(packages) {
  const command = `apt-get install ${packages.join(" ")}`;
  if (!existsSync("/etc/debian_version") || !existsSync("/usr/bin/apt-get")) return "not a Debian";
  if (process.getuid?.() !== 0) return `not root: run "${command}"`;
  console.log(`Installing ${packages.join(", ")} from Debian …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", args, { encoding: "utf8", env });
  apt("update", "-q");
  const { status, stderr } = apt("install", "-y", "-q", "--no-install-recommends", ...packages);
  return status === 0 ? undefined : `${command}: ${stderr.trim().split("\n").at(-1) ?? "it failed"}`;
}
