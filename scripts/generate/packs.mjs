// lib/app/referee/packs.generated.ts: the packs in generated/packs, which `npm run packs` makes. There may be none.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { inRoot } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

const FOLDER = "generated/packs";
const SUFFIX = "-pack.json";

/** @returns {Record<string, { name: string, version: string, file: string, bytes: number, integrity: string, packages: object[] }>} */
export function packs() {
  const folder = inRoot(FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(SUFFIX)) : [];
  return Object.fromEntries(
    files
      .sort()
      .map((file) => [file.slice(0, -SUFFIX.length), JSON.parse(readFileSync(`${folder}/${file}`, "utf8"))]),
  );
}

/** Writes the list. @returns {Promise<string>} what there is */
export async function generatePacks() {
  const found = Object.entries(packs());
  const entries = found.map(([id, { packages: _, ...pack }]) => `  ${id}: ${JSON.stringify(pack)},\n`);
  await writeIfChanged(
    "lib/app/referee/packs.generated.ts",
    `import type { RefereeId } from "@/lib/protocol/referee";
import type { Pack } from "./load-pack";

/** The real packages that this site can check programs with. */
export const PACKS: Partial<Record<RefereeId, Pack>> = {
${entries.join("")}};
`,
  );
  if (found.length === 0)
    return "none, so nothing is checked with the real packages (`npm run packs` adds them)";
  return found.map(([, { name, version }]) => `${name} ${version}`).join(", ");
}
