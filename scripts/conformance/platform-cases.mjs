// Programs and misuses of flytekit and Flyte 2, from a folder of recordings: run in the library's local mode.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { versionsOf } from "./compare.mjs";

/** @typedef {import("./cases.mjs").Case & { isLocal: true }} PlatformCase */

const LIBRARIES = ["flyte", "flytekit"];

const jsonOf = (path) => JSON.parse(readFileSync(path, "utf8"));

/** What Python 3.14 gives where that differs from the recording. @param {string} folder */
const textsOf314 = (folder) =>
  existsSync(join(folder, "3.14.json")) ? jsonOf(join(folder, "3.14.json")) : {};

/** The name of a program's module in Fanout. The real package names it by its file. */
const MODULE = "main";

/** @param {unknown} recorded @param {string} module as the real package named it */
const renamed = (recorded, module) =>
  JSON.parse(JSON.stringify(recorded).replaceAll(`${module}.`, `${MODULE}.`));

/** Before the value of a workflow, where it is printed. */
const OUTPUT = "=> ";

/** Prints what the recordings' driver writes: a value as JSON, or the text of one that JSON cannot have. */
const SHOW = `
def _shown(value):
    import json

    try:
        same = json.loads(json.dumps(value)) == value
    except (TypeError, ValueError):
        same = False
    return json.dumps(value if same and not isinstance(value, tuple) else {"repr": repr(value)}, sort_keys=True)
`;

/** A value as `SHOW` prints it. @param {unknown} value @returns {string} */
function shown(value) {
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}: ${shown(value[key])}`)
      .join(", ")}}`;
  // A float, as Python writes it.
  if (typeof value === "string" && value.startsWith("\u0000")) return value.slice(1);
  return JSON.stringify(value);
}

/** The program without its main guard, and then the call of one workflow. @param {string} source @param {{ workflow: string, inputs?: object }} call */
function calling(source, { workflow, inputs = {} }) {
  const imported = source.replace(/^if __name__ == ["']__main__["']:/m, "if False:");
  const given = JSON.stringify(shown(inputs));
  return `${imported}\n${SHOW}\nprint("${OUTPUT}" + _shown(${workflow}(**__import__("json").loads(${given}))))\n`;
}

/** What is compared of a workflow's recording: its output is the last line that is printed. */
function withOutput({ output, ...rest }) {
  if (rest.raised) return rest;
  return { ...rest, exit: 0, stdout: [...(rest.stdout ?? []), OUTPUT + shown(output)] };
}

/** Flyte 2 prints the traceback of an uncaught error to standard output; nobody's program does. */
const TRACEBACK = "Filtered traceback (most recent call last):";

function withoutTraceback(recorded) {
  const { stdout } = recorded;
  const at = Array.isArray(stdout) ? stdout.indexOf(TRACEBACK) : -1;
  return at < 0 ? recorded : { ...recorded, stdout: stdout.slice(0, at) };
}

/** @param {string} folder @returns {PlatformCase[]} */
export function platformProgramsIn(folder) {
  const newer = textsOf314(folder);
  return LIBRARIES.filter((library) => existsSync(join(folder, library))).flatMap((library) =>
    readdirSync(join(folder, library))
      .filter((file) => file.endsWith(".py"))
      .sort()
      .flatMap((file) => {
        const path = join(folder, library, file);
        const source = readFileSync(path, "utf8");
        const module = file.replace(/\.py$/, "");
        const { results } = renamed(readRecording(path.replace(/\.py$/, ".json")), module);
        return results.map((result, i) => {
          const name = `${library}/${file}${results.length > 1 ? ` ${i + 1}` : ""}`;
          const isWorkflow = result.case.workflow !== undefined;
          const compared = isWorkflow ? withOutput(result) : withoutTraceback(result);
          const versions = name in newer ? [{ ...compared, ...newer[name] }] : versionsOf(compared);
          return {
            name,
            source: isWorkflow ? calling(source, result.case) : source,
            spawns: false,
            isLocal: true,
            versions,
          };
        });
      }),
  );
}

/** Texts and floats of JSON. */
const TEXT_OR_FLOAT = /"(?:[^"\\]|\\.)*"|-?\d+\.\d+(?:[eE][-+]?\d+)?/g;

/** A recording in which floats are texts: 1.0 is not 1. @param {string} path */
const readRecording = (path) =>
  JSON.parse(
    readFileSync(path, "utf8").replace(TEXT_OR_FLOAT, (found) =>
      found.startsWith('"') ? found : `"\\u0000${found}"`,
    ),
  );

/** @param {string} folder @returns {PlatformCase[]} */
export function platformSnippetsIn(folder) {
  if (!existsSync(join(folder, "errors.json"))) return [];
  const newer = textsOf314(folder);
  return jsonOf(join(folder, "errors.json"))
    .filter(({ library }) => LIBRARIES.includes(library))
    .map(({ id, snippet, result, also }) => {
      const recorded = renamed({ ...result, also }, "snippet");
      const versions = id in newer ? [{ ...recorded, ...newer[id] }] : versionsOf(recorded);
      return { name: id, source: snippet, spawns: false, isLocal: true, versions };
    });
}
