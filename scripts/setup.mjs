#!/usr/bin/env node
// Installs the packages of package-lock.json if they are missing or other versions. Node's built-ins only: it runs first.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMain, root } from "./paths.mjs";
import { run, stopUnlessZero } from "./run.mjs";

const packagesOf = (path) => JSON.parse(readFileSync(path, "utf8")).packages;

/**
 * Why the packages must be installed, or undefined. npm lists in node_modules what it has installed.
 * @param {string} [folder] with a package-lock.json
 * @returns {string | undefined}
 */
export function reasonToInstall(folder = root) {
  let installed;
  try {
    installed = packagesOf(join(folder, "node_modules", ".package-lock.json"));
  } catch {
    return "no packages are installed yet";
  }
  for (const [path, wanted] of Object.entries(packagesOf(join(folder, "package-lock.json")))) {
    const optional = wanted.optional || wanted.devOptional || wanted.inBundle;
    if (path === "" || (optional && !installed[path])) continue;
    if (installed[path]?.version !== wanted.version) return `${path} should be ${wanted.version}`;
  }
  return undefined;
}

/** How npm is called: the one that runs us, if one does. @param {readonly string[]} args */
export function npmCommand(...args) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js")
    ? { command: process.execPath, args: [npm, ...args], shell: false }
    : { command: "npm", args, shell: process.platform === "win32" };
}

/** Installs what package-lock.json says. Quick if it is there. */
export async function setup() {
  const [major] = process.versions.node.split(".");
  if (Number(major) < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.version}.`);
    process.exit(1);
  }
  const reason = reasonToInstall();
  if (!reason) return;
  console.log(`Installing packages (${reason}) …`);
  const { command, args, shell } = npmCommand("ci", "--include=dev", "--no-audit", "--no-fund");
  stopUnlessZero(await run(command, args, { shell }), "npm ci");
}

if (isMain(import.meta)) await setup();
