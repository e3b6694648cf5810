// Downloads wheels with pip, which checks their hashes, and reads them.
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { unzipSync } from "fflate";
import { runQuietly } from "../install.mjs";
import { inRoot } from "../paths.mjs";
import { isLicence } from "./packs.mjs";

const PYTHON = "3.14";
/** Wheels that Pyodide loads, and wheels of which the Python files are taken. */
const PLATFORMS = {
  pyodide: ["--platform", "pyemscripten_2026_0_wasm32"],
  plain: ["--abi", "cp314", "--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_28_x86_64"],
};

/** @param {import("./packs.mjs").Pack} pack @returns {Promise<string>} the folder with its wheels */
export async function downloadWheels({ module, requirements, plain }) {
  const folder = inRoot(".cache/packs", module);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const download = (file, platform) =>
    runQuietly(inRoot("."), process.env.PYTHON ?? "python3", [
      ...["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"],
      // Some packages say that they have not been tried with this Python.
      ...["--only-binary=:all:", "--ignore-requires-python", "--python-version", PYTHON, ...platform],
      ...["--dest", folder, "--requirement", inRoot("scripts/packs", file)],
    ]);
  await download(requirements, PLATFORMS.pyodide);
  if (plain) await download(plain, PLATFORMS.plain);
  return folder;
}

/**
 * @typedef {{ name: string, version: string, license: string, texts: readonly string[] }} Licensed
 * @param {string} folder
 * @returns {{ files: Map<string, Uint8Array>, packages: Licensed[] }} everything in the wheels
 */
export function readWheels(folder) {
  const files = new Map();
  const packages = [];
  for (const wheel of readdirSync(folder).sort()) {
    const inside = unzipSync(new Uint8Array(readFileSync(`${folder}/${wheel}`)));
    for (const [path, bytes] of Object.entries(inside)) if (!path.endsWith("/")) files.set(path, bytes);
    packages.push(licensedOf(inside));
  }
  return { files, packages };
}

function licensedOf(files) {
  const text = (path) => new TextDecoder().decode(files[path]);
  const metadata = text(Object.keys(files).find((path) => path.endsWith(".dist-info/METADATA")) ?? "");
  const [head] = metadata.split(/\r?\n\r?\n/);
  const field = (name) => new RegExp(`^${name}: *(.+)$`, "im").exec(head)?.[1].trim();
  const classifier = /^Classifier: License :: (?:OSI Approved :: )?(.+)$/im.exec(head)?.[1].trim();
  const texts = Object.keys(files)
    .filter(isLicence)
    .sort()
    .map((path) => text(path).replaceAll("\r\n", "\n").trim());
  return {
    name: field("Name"),
    version: field("Version"),
    license: field("License-Expression") ?? classifier ?? field("License"),
    texts,
  };
}
