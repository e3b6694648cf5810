// .cache/reference/python.md: the signatures and docstrings of lib/python, for the page of the reference.
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inRoot } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

const PACKAGES = ["dagster", "flytekit", "flyte"];

/** Names that a module imports from others of its package, each with the module: "task" → [".core.task", "task"]. @param {string} text */
function importsOf(text) {
  /** @type {Map<string, readonly [module: string, name: string]>} */
  const found = new Map();
  for (const [, module, many, one] of text.matchAll(/^from (\.[\w.]*) import (?:\(([^)]*)\)|([^\n(]+))$/gm)) {
    for (const part of (many ?? one).split(",")) {
      const [name, as = name] = part
        .replace(/#.*/, "")
        .trim()
        .split(/\s+as\s+/);
      if (name) found.set(as, [module, name]);
    }
  }
  return found;
}

/** @param {string} file that imports. @param {string} module ".core.task" */
function fileOf(file, module) {
  const dots = /^\.+/.exec(module)?.[0].length ?? 1;
  let folder = dirname(file);
  for (let up = 1; up < dots; up += 1) folder = dirname(folder);
  const base = join(folder, ...module.slice(dots).split(".").filter(Boolean));
  return [`${base}.py`, join(base, "__init__.py")].find(existsSync);
}

/** From an opening bracket to the one that closes it, or the rest. @param {string} text @param {number} at */
function closing(text, at) {
  let depth = 0;
  for (let end = at; end < text.length; end += 1) {
    if ("([{".includes(text[end])) depth += 1;
    else if (")]}".includes(text[end])) {
      depth -= 1;
      if (depth === 0) return end + 1;
    }
  }
  return text.length;
}

/** The docstring that a body begins with. @param {string} body */
function docstring(body) {
  const text =
    /^\s*[rf]?("""|''')([\s\S]*?)\1/.exec(body)?.[2] ?? /^\s*"([^"\n]+)"\s*\n/.exec(body)?.[1] ?? "";
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\s*@param\s+(\w+)\s+/g, "\n- `$1`: ")
    .replace(/\s*@returns\s+/g, "\n- Returns ")
    .trim();
}

/** A signature without Python's own first parameter, on one line. @param {string} text */
const tidy = (text) =>
  text
    .replace(/#[^\n]*/g, "")
    .replace(/\s+/g, " ")
    .replace(/\(\s*(?:self|cls)\s*,?\s*/, "(")
    .replace(/,\s*\)/g, ")")
    .replace(/\(\s+/g, "(")
    .trim();

/**
 * How a module defines a name at its top level.
 * @param {string} text @param {string} name
 * @returns {{ code: string, doc: string } | undefined}
 */
export function definitionIn(text, name) {
  const found = new RegExp(`^(async def|def|class) ${name}\\b`, "m").exec(text);
  if (!found) return undefined;
  const from = found.index + found[0].length;
  const kind = found[1];
  const colon = text[from] === "(" ? closing(text, from) : from;
  const end = text.indexOf(":", colon) + 1;
  const head = tidy(text.slice(found.index, end - 1));
  const next = text.slice(end).search(/^\S/m);
  const body = next < 0 ? text.slice(end) : text.slice(end, end + next);
  const doc = docstring(body);
  if (kind !== "class") return { code: head, doc };
  const init = / {4}def __init__\b/.exec(body);
  if (init) {
    const open = init.index + init[0].length;
    return { code: `class ${name}${tidy(body.slice(open, closing(body, open)))}`, doc };
  }
  const fields = [...body.matchAll(/^ {4}(\w+): ([^\n=#]+?)(?: = ([^\n#]+?))?\s*(?:#.*)?$/gm)].filter(
    ([, field]) => !field.startsWith("_"),
  );
  const isData = /@(?:dataclasses\.)?dataclass[^\n]*\n$/.test(text.slice(0, found.index));
  if (!isData || fields.length === 0) return { code: head, doc };
  const shown = fields.map(([, field, type, value]) => `${field}: ${type}${value ? ` = ${value}` : ""}`);
  return { code: `class ${name}(${shown.join(", ")})`, doc };
}

/** @param {string} file @param {string} name @param {number} [depth] of imports that were followed */
async function find(file, name, depth = 0) {
  const text = await readFile(file, "utf8");
  const here = definitionIn(text, name);
  if (here || depth > 4) return here;
  const from = importsOf(text).get(name);
  const next = from && fileOf(file, from[0]);
  return next ? find(next, from[1], depth + 1) : undefined;
}

/** @param {string} name of a package of lib/python */
async function packageReference(name) {
  const file = inRoot("lib/python", name, "__init__.py");
  const text = await readFile(file, "utf8");
  const listed = /^__all__ = \[([\s\S]*?)\]/m.exec(text)?.[1];
  const names = listed
    ? [...listed.matchAll(/"(\w+)"/g)].map(([, each]) => each)
    : [...importsOf(text).keys()].filter((each) => !each.startsWith("_"));
  const parts = [`# ${name}\n\n${docstring(text).replace(/ `_\w+\.py` has what is not here\./, "")}\n`];
  for (const each of [...new Set(names)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))) {
    const found = await find(file, each);
    if (found)
      parts.push(
        `## ${name}.${each}\n\n${found.doc}${found.doc ? "\n\n" : ""}\`\`\`python\n${found.code}\n\`\`\`\n`,
      );
  }
  return parts.join("\n");
}

export const pythonReference = async () => (await Promise.all(PACKAGES.map(packageReference))).join("\n");

export async function generatePythonReference() {
  const made = await pythonReference();
  await mkdir(inRoot(".cache/reference"), { recursive: true });
  await writeIfChanged(".cache/reference/python.md", made);
  return `${made.match(/^## /gm)?.length ?? 0} names`;
}
