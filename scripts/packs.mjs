#!/usr/bin/env node
// `npm run packs [-- NAME …]`: makes generated/packs/ out of PyPI's wheels: the real packages that the referee runs. It needs Python 3 with
// pip, and the registry. The next build puts them into the site.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { packed } from "./packs/format.mjs";
import { isKept, PACKS } from "./packs/packs.mjs";
import { downloadWheels, readWheels } from "./packs/wheels.mjs";
import { inRoot } from "./paths.mjs";

const FOLDER = inRoot("generated/packs");
/** Packages whose wheels have no licence text: it is in scripts/generate/notices. */
const NOTICES_OF = { "antlr4-python3-runtime": "antlr4.txt" };
/** Its text is that of another package by the same authors. */
const TEXT_OF = { flyteidl2: "flyte" };
/** Only their licence texts name it. */
const LICENSE_OF = { flyte: "Apache-2.0" };

/** @param {string} id */
async function makePack(id) {
  const pack = PACKS[id];
  const { files, packages } = readWheels(await downloadWheels(pack));
  const kept = new Map([...files].filter(([path]) => isKept(path)));
  const bytes = gzipSync(packed(kept), { level: 9 });
  const digest = createHash("sha256").update(bytes).digest();
  const file = `${id}-${pack.version}-${digest.toString("hex").slice(0, 8)}.bin`;
  const licensed = await Promise.all(packages.map((each) => withText(each, packages)));
  for (const old of await readdir(FOLDER)) if (old.startsWith(`${id}-`)) await rm(`${FOLDER}/${old}`);
  await writeFile(`${FOLDER}/${file}`, bytes);
  const { name, version } = pack;
  const entry = {
    name,
    version,
    file,
    bytes: bytes.length,
    integrity: `sha256-${digest.toString("base64")}`,
  };
  await writeFile(
    `${FOLDER}/${id}-pack.json`,
    `${JSON.stringify({ ...entry, packages: licensed }, null, 1)}\n`,
  );
  return `generated/packs/${file}: ${packages.length} packages, ${(bytes.length / 1e6).toFixed(1)} MB`;
}

/**
 * @param {import("./packs/wheels.mjs").Licensed} each @param {readonly import("./packs/wheels.mjs").Licensed[]} all
 * @throws {Error} if a package names no licence, or has no licence text
 */
async function withText(each, all) {
  const notice = NOTICES_OF[each.name];
  const lent = all.find(({ name }) => name === TEXT_OF[each.name])?.texts ?? [];
  const texts = notice
    ? [await readFile(inRoot("scripts/generate/notices", notice), "utf8")]
    : [...each.texts, ...lent];
  const license = each.license ?? LICENSE_OF[each.name];
  if (!license) throw new Error(`${each.name} ${each.version} names no licence`);
  if (texts.length === 0) throw new Error(`${each.name} ${each.version} has no licence text`);
  return { ...each, license, texts };
}

const names = process.argv.slice(2);
await mkdir(FOLDER, { recursive: true });
for (const id of names.length > 0 ? names : Object.keys(PACKS)) {
  if (!PACKS[id]) throw new Error(`there is no pack "${id}": ${Object.keys(PACKS).join(", ")}`);
  console.log(await makePack(id));
}
console.log("The next `npm start` or `npm run build` puts the packs into the site.");
