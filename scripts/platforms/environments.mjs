import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runQuietly } from "../install.mjs";
import { inRoot } from "../paths.mjs";

const bin = process.platform === "win32" ? "Scripts" : "bin";

/** Environments that were made in this run, by name. @type {Map<string, Promise<string>>} */
const environments = new Map();

/**
 * The folder of programs of an environment with these packages.
 * @param {string} name
 * @param {readonly string[]} packages
 */
export function environmentOf(name, packages) {
  const known = environments.get(name) ?? makeEnvironment(name, packages);
  environments.set(name, known);
  return known;
}

async function makeEnvironment(name, packages) {
  const home = inRoot(".cache/platforms", name);
  const stamp = join(home, "installed.txt");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== packages.join("\n")) {
    await rm(home, { recursive: true, force: true });
    await runQuietly(inRoot("."), process.env.PYTHON ?? "python3", ["-m", "venv", home]);
    if (packages.length > 0)
      await runQuietly(inRoot("."), join(home, bin, "pip"), ["install", "--quiet", ...packages]);
    await writeFile(stamp, packages.join("\n"));
  }
  return join(home, bin);
}
