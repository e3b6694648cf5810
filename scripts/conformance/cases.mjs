// The programs and snippets in a folder of recordings: /README of the recordings explains the format.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { versionsOf } from "./compare.mjs";

/** @typedef {{ name: string, source: string, versions: readonly import("./compare.mjs").Recorded[] }} Case */

/** Libraries whose programs Fanout's Python runs. */
const LIBRARIES = ["asyncio", "concurrent_futures", "multiprocessing", "threading"];

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
      .map((file) => {
        const name = `${library}/${file}`;
        const { results } = jsonOf(join(folder, library, file.replace(/\.py$/, ".json")));
        // Workers evaluate the program as `spawn` does, where that was recorded.
        const result = results.find((each) => each.case.start_method === "spawn") ?? results[0];
        const versions = name in newer ? [{ ...result, ...newer[name] }] : versionsOf(result);
        return { name, source: readFileSync(join(folder, name), "utf8"), versions };
      }),
  );
}

/** @param {string} folder @returns {Case[]} */
export function snippetsIn(folder) {
  if (!existsSync(join(folder, "errors.json"))) return [];
  const newer = textsOf314(folder);
  return jsonOf(join(folder, "errors.json"))
    .filter(({ library }) => LIBRARIES.includes(library))
    .map(({ id, snippet, result, also }) => ({
      name: id,
      source: snippet,
      versions: id in newer ? [{ ...result, ...newer[id] }] : versionsOf({ ...result, also }),
    }));
}
