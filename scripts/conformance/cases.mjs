// The programs and snippets in a folder of recordings: /README of the recordings explains the format.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { versionsOf } from "./compare.mjs";

/** @typedef {{ name: string, source: string, spawns: boolean, isLocal?: boolean, versions: readonly import("./compare.mjs").Recorded[] }} Case */

/** Libraries whose programs Fanout's Python runs. */
const LIBRARIES = ["asyncio", "concurrent_futures", "dagster", "multiprocessing", "threading"];

/** Platforms, whose scripts were recorded in their local mode. */
const PLATFORMS = new Set(["dagster"]);

const jsonOf = (path) => JSON.parse(readFileSync(path, "utf8"));

/**
 * What Python 3.14 gives where it differs from the versions recorded, by name: 3014.json beside the recordings.
 * @param {string} folder
 */
const textsOf314 = (folder) =>
  existsSync(join(folder, "3.14.json")) ? jsonOf(join(folder, "3.14.json")) : {};

/** @param {string} folder @returns {Case[]} */
export function programsIn(folder) {
  const newer = textsOf314(folder);
  return LIBRARIES.filter((library) => existsSync(join(folder, library))).flatMap((library) =>
    readdirSync(join(folder, library))
      .filter((file) => file.endsWith(".py"))
      .sort()
      .flatMap((file) => {
        const name = `${library}/${file}`;
        const { results } = jsonOf(join(folder, library, file.replace(/\.py$/, ".json")));
        // Workers evaluate the program as `spawn` does, where that was recorded.
        const scripts = results.filter((each) => each.case.main);
        const result = scripts.find((each) => each.case.start_method === "spawn") ?? scripts[0];
        // jobs.mjs has those that are not run as scripts.
        if (!result) return [];
        const versions = name in newer ? [{ ...result, ...newer[name] }] : versionsOf(result);
        const spawns = result.case.start_method === "spawn";
        return [
          {
            name,
            source: readFileSync(join(folder, name), "utf8"),
            spawns,
            isLocal: PLATFORMS.has(library),
            versions,
          },
        ];
      }),
  );
}

/** @param {string} folder @returns {Case[]} */
export function snippetsIn(folder) {
  if (!existsSync(join(folder, "errors.json"))) return [];
  const newer = textsOf314(folder);
  return jsonOf(join(folder, "errors.json"))
    .filter(({ library }) => LIBRARIES.includes(library))
    .map(({ id, library, snippet, result, also }) => ({
      name: id,
      source: snippet,
      // Their processes were forked.
      spawns: false,
      isLocal: PLATFORMS.has(library),
      versions: id in newer ? [{ ...result, ...newer[id] }] : versionsOf({ ...result, also }),
    }));
}
