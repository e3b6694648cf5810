// The import directions of layers.mjs as Biome's rules, so that the editor shows them too.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { layers, uiPackages } from "../layers.mjs";
import { inRoot } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

const file = "biome.json";
const rule = "noRestrictedImports";
const withContents = (name) => [name, `${name}/**`];
const withoutRule = ["lib/**/*.test.ts", "lib/**/testing.ts", "lib/**/testing/**", "lib/**/fixtures/**"];
const style = (value) => ({ linter: { rules: { style: { [rule]: value } } } });

/** @param {string} folder @param {import("../layers.mjs").Layer} layer */
function overrideOf(folder, { imports = [], types = [], programs, ui }) {
  const allowed = [folder, ...imports, ...types];
  const seesSdk = programs || allowed.some((name) => name === "lib" || name === "lib/sdk");
  const group = [
    "@/**",
    ...allowed.flatMap(withContents).map((name) => `!@/${name}`),
    ...(ui ? [] : uiPackages.flatMap(withContents)),
    ...(seesSdk ? [] : ["fanout"]),
  ];
  const others = [...imports, ...types].join(", ") || "no other folder";
  const message = `${folder} imports ${others}${ui ? "" : ", and no interface library"}. See scripts/layers.mjs.`;
  return {
    includes: [`${folder}/**`],
    ...style({ level: "error", options: { patterns: [{ group, message }] } }),
  };
}

/** biome.json with the rules of today's table. */
export function withImportRules(config = JSON.parse(readFileSync(inRoot(file), "utf8"))) {
  const others = config.overrides.filter(({ linter }) => linter?.rules?.style?.[rule] === undefined);
  const rules = Object.entries(layers)
    .filter(([folder]) => folder !== "lib/testing")
    .map(([folder, layer]) => overrideOf(folder, layer));
  return { ...config, overrides: [...others, ...rules, { includes: withoutRule, ...style("off") }] };
}

/** @returns {Promise<string>} what was made */
export async function generateImportRules() {
  const biome = inRoot("node_modules/@biomejs/biome/bin/biome");
  const { stdout } = spawnSync(process.execPath, [biome, "format", `--stdin-file-path=${file}`], {
    input: JSON.stringify(withImportRules(), undefined, 2),
    encoding: "utf8",
  });
  if (stdout === "") throw new Error("Biome could not format its own configuration");
  await writeIfChanged(file, stdout);
  return `${Object.keys(layers).length} folders`;
}
