// biome.imports.json, which biome.json extends: the import directions of layers.mjs, for editors. They say less than
// check-imports.mjs holds: Biome does not tell imports of types apart.
import { innerFolders, layers, uiPackages } from "../layers.mjs";
import { writeIfChanged } from "./write.mjs";

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
    ...Object.entries(innerFolders)
      .filter(([, importers]) => !importers.includes(folder))
      .flatMap(([name]) => withContents(`@/${name}`)),
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

/** @returns {Promise<string>} what was made */
export async function generateImportRules() {
  const rules = Object.entries(layers)
    .filter(([folder]) => folder !== "lib/testing")
    .map(([folder, layer]) => overrideOf(folder, layer));
  const overrides = [...rules, { includes: withoutRule, ...style("off") }];
  await writeIfChanged("biome.imports.json", JSON.stringify({ overrides }));
  return `${rules.length} folders`;
}
