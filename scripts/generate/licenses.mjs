// generated/licenses.txt: the packages in the site, with the licence of each.
import { readdir, readFile } from "node:fs/promises";
import { inRoot } from "../paths.mjs";
import { packs } from "./packs.mjs";
import { writeIfChanged } from "./write.mjs";

/** @typedef {Awaited<ReturnType<typeof shipped>>} Shipped a package of which something may be in the site */

/** A development dependency that is in the site: its base rules are in our style sheet. */
const ALSO = ["tailwindcss"];

/** Published without a licence text. A package by the same authors has it. */
const TEXT_OF = {
  "@next/env": "next",
  "client-only": "react",
  "react-remove-scroll-bar": "react-remove-scroll",
};

/** Made of parts with licences of their own, which are published without them: texts in scripts/generate/notices. */
const NOTICES_OF = {
  "browser-basedpyright": ["typeshed.txt"],
  pyodide: ["mpl-2.0.txt", "python.txt", "pyodide-parts.txt"],
};

/** Files of a package with the licences of what is bundled in it. */
const PARTS_OF = {
  "browser-basedpyright": ["dist/pyright.worker.js.LICENSE.txt"],
};

const LICENSE_FILE = /^(licen[cs]e|copying|notice|third-?party-?notices)([-.]|$)/i;

/**
 * All production packages of the lock, by name. Optional packages are left out: they are platform binaries that only a build runs.
 * @throws {Error} if one names no licence, or has no licence text
 */
export async function shippedPackages() {
  const lock = JSON.parse(await readFile(inRoot("package-lock.json"), "utf8"));
  const chosen = Object.entries(lock.packages).filter(
    ([path, { dev, optional, devOptional }]) =>
      path !== "" && ((!dev && !optional && !devOptional) || ALSO.includes(nameAt(path))),
  );
  const found = await Promise.all(chosen.map(([path, entry]) => shipped(path, entry)));
  return found.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const nameAt = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** Its licence is an SPDX expression, as it states it; of texts of its licence and its notices there is at least one. */
async function shipped(path, { version, license }) {
  const name = nameAt(path);
  if (!license) throw new Error(`${name} ${version} names no licence`);
  const own = await textsIn(path);
  const lender = TEXT_OF[name];
  if (own.length > 0 && lender)
    throw new Error(`${name} has its own licence text now: remove it from TEXT_OF`);
  const texts = lender ? await textsIn(`node_modules/${lender}`) : [...own, ...(await noticesOf(name))];
  if (texts.length === 0) throw new Error(`${name} ${version} (${license}) has no licence text`);
  return { name, version, license, texts };
}

/** @param {string} path of a package, from the root */
async function textsIn(path) {
  const files = (await readdir(inRoot(path))).filter((file) => LICENSE_FILE.test(file)).sort(compare);
  const read = async (file) => (await readFile(inRoot(path, file), "utf8")).replaceAll("\r\n", "\n");
  const texts = await Promise.all([...files, ...(PARTS_OF[nameAt(path)] ?? [])].map(read));
  if (texts.length === 0) texts.push(licenseIn(await read("README.md").catch(() => "")));
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}

/** The section of a README that is the licence's whole text, with a copyright line. */
function licenseIn(readme) {
  const [, section = ""] = /^#+ *license *\n([\s\S]*?)(?=^#|^\[\d+\]: |$(?![\s\S]))/im.exec(readme) ?? [];
  return /copyright/i.test(section) && section.includes("Permission is hereby granted") ? section : "";
}

/** @param {string} name of a package */
const noticesOf = (name) =>
  Promise.all(
    (NOTICES_OF[name] ?? []).map(async (file) =>
      (await readFile(new URL(`notices/${file}`, import.meta.url), "utf8")).trim(),
    ),
  );

const RULE = "-".repeat(80);

/** Packages with the same texts stand together. @param {readonly Shipped[]} packages */
export function licensesText(packages) {
  const groups = new Map();
  for (const each of packages) {
    const text = each.texts.join(`\n\n${RULE}\n\n`);
    groups.set(text, [...(groups.get(text) ?? []), `${each.name} ${each.version} (${each.license})`]);
  }
  const sections = [...groups].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  const head = `What Fanout's site is made of besides its own code: ${packages.length} packages, with the licence of each.
Some of them are here because another needs them to be installed, and leave nothing in the site.
`;
  return [head, ...sections].join(`\n${"=".repeat(80)}\n\n`);
}

/** All of them, with those of the packs, where there are any. */
export async function servedPackages() {
  const packed = Object.values(packs()).flatMap((pack) => pack.packages);
  // Packs share packages.
  const once = new Map(packed.map((each) => [`${each.name} ${each.version}`, each])).values();
  return [...(await shippedPackages()), ...once];
}

/** Writes the list. @returns {Promise<string>} what was made */
export async function generateLicenses() {
  const packages = await servedPackages();
  const text = licensesText(packages);
  await writeIfChanged("generated/licenses.txt", text);
  return `${packages.length} packages, ${Math.round(Buffer.byteLength(text) / 1024)} KiB`;
}
