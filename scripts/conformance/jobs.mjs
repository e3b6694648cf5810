// Programs whose recordings say what became of a job: `# case: {"job": …}`. A driver in Python runs the job, and prints a record.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inRoot } from "../paths.mjs";
import { stable } from "./compare.mjs";

/**
 * @typedef {{ name: string, source: string, isLocal: boolean, strategy: string | undefined, recorded: Readonly<Record<string, unknown>> }} JobCase
 */

const MARK = "@record ";
/** Characters of the record in one line of the log. */
const LINE = 3_000;

/**
 * The program as a module of its file's name, as a user's import names it, and a driver that runs it.
 * @param {string} program @param {string} name of the module @param {readonly string[]} drivers files of scripts/conformance/drive; the
 * last defines `perform(load, case)` @param {object} given the case
 */
function driven(program, name, drivers, given) {
  const drive = drivers
    .map((file) => readFileSync(inRoot("scripts/conformance/drive", file), "utf8"))
    .join("\n");
  return `import sys, types
def load():
    module = types.ModuleType(${JSON.stringify(name)})
    sys.modules[module.__name__] = module
    exec(compile(${JSON.stringify(program)}, module.__name__ + ".py", "exec"), module.__dict__)
    return module
if __name__ != "__main__":
    load()
else:
${indented(drive)}
    record = json.dumps(perform(load, json.loads(${JSON.stringify(JSON.stringify(given))})))
    for at in range(0, len(record), ${LINE}):
        print("${MARK}" + record[at : at + ${LINE}])
`;
}

const indented = (text) => text.replace(/^(?=.)/gm, "    ");

/** What a driver has printed. @param {readonly { text: string }[]} logs */
function recordIn(logs) {
  const parts = logs.filter(({ text }) => text.startsWith(MARK)).map(({ text }) => text.slice(MARK.length));
  return parts.length > 0 ? JSON.parse(parts.join("")) : undefined;
}

/** @param {string} folder @returns {JobCase[]} jobs of Dagster, with each executor that was recorded */
export function jobsIn(folder) {
  const programs = join(folder, "dagster");
  if (!existsSync(programs)) return [];
  return readdirSync(programs)
    .filter((file) => file.endsWith(".py"))
    .sort()
    .flatMap((file) => {
      const program = readFileSync(join(programs, file), "utf8");
      const module = basename(file, ".py");
      const { results } = JSON.parse(readFileSync(join(programs, `${module}.json`), "utf8"));
      return results
        .filter((result) => result.case.job !== undefined)
        .map((result, i) => ({
          name: `dagster/${file} ${result.case.job} ${result.case.executor} ${i}`,
          source: driven(program, module, ["dagster.py"], result.case),
          isLocal: result.case.executor !== "multiprocess",
          strategy: result.case.executor === "multiprocess" ? "pooled" : undefined,
          recorded: result,
        }));
    });
}

const shown = (value) => (JSON.stringify(value) ?? "nothing").slice(0, 300);
const sorted = (list) => list.map((each) => JSON.stringify(each)).sort();
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const sameText = (found, recorded) =>
  typeof found === "string" && typeof recorded === "string"
    ? stable(found) === stable(recorded)
    : JSON.stringify(found) === JSON.stringify(recorded);

/** What differs, by path. `varies` accepts anything, `order: "any"` any order. Keys of a multiprocess run's outputs have none. */
function* differencesOf(found, recorded, path) {
  if (isRecord(recorded) && "varies" in recorded) return;
  if (isRecord(recorded) && recorded.order === "any") {
    if (!Array.isArray(found) || sorted(found).join() !== sorted(recorded.items).join())
      yield `${path}: ${shown(found)}, recorded ${shown(recorded.items)}`;
  } else if (isRecord(found) && isRecord(recorded)) {
    for (const key of new Set([...Object.keys(found), ...Object.keys(recorded)]))
      yield* differencesOf(found[key], recorded[key], `${path}.${key}`);
  } else if (Array.isArray(found) && Array.isArray(recorded) && found.length === recorded.length) {
    for (const [i, each] of found.entries()) yield* differencesOf(each, recorded[i], `${path}[${i}]`);
  } else if (!sameText(found, recorded)) {
    yield `${path}: ${shown(found)}, recorded ${shown(recorded)}`;
  }
}

/**
 * What differs between what a job did and what was recorded.
 * @param {readonly { text: string }[]} logs @param {Readonly<Record<string, unknown>>} recorded
 * @returns {readonly string[]} nothing where it holds
 */
export function jobDifferences(logs, recorded) {
  const found = recordIn(logs);
  if (!found)
    return [
      `no record: ${logs
        .map(({ text }) => text)
        .join("\n")
        .slice(-500)}`,
    ];
  const { case: given, also: _, ...fields } = recorded;
  const isParallel = given.executor === "multiprocess";
  const names = [...new Set([...Object.keys(fields), ...Object.keys(found)])];
  return names.flatMap((name) => {
    // Only within a step; the recorder could not read values of assets.
    if (isParallel && name === "order") return [];
    const value = isParallel && name === "outputs" ? picked(found.outputs, fields.outputs) : found[name];
    return [...differencesOf(value, fields[name], name)];
  });
}

const picked = (from, like) => Object.fromEntries(Object.keys(like ?? {}).map((key) => [key, from?.[key]]));
