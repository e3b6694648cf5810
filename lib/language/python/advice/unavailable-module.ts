import { whyMissing, whyUnavailable } from "@/lib/model/python-modules";
import { STANDARD_MODULES } from "@/lib/model/python-standard";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import type { Node } from "./syntax";

/** Imports of what is not there. Whoever catches that knows. */
export const unavailableModule: Rule = (subject) =>
  subject.nodes.flatMap((node) => {
    if (node.type !== "ImportStatement" || isTried(node, (each) => subject.textOf(each))) return [];
    return namesIn(node).flatMap((name) => {
      const module = subject.textOf(name);
      const why = whyUnavailable(module);
      if (why === undefined && !isAbsent(module)) return [];
      return [{ start: name.start, end: name.end, message: why ?? whyMissing(module, false) }];
    });
  });

/** Ours, and those of what runs Python. */
const THERE = new Set(["dagster", "flyte", "flytekit", "pydantic", "pydantic_core", "pyodide", "js"]);

/** Its import gives a placeholder (lib/python/_fanout/absent.py). */
const isAbsent = (module: string): boolean =>
  !STANDARD_MODULES.has(module) && !THERE.has(module) && !module.startsWith("_");

/** @param name which an import statement gives @param module where it comes from */
export function isMissing(name: Node, module: string, subject: Subject): boolean {
  if (!isAbsent(module)) return false;
  for (const at of name.around())
    if (at.type === "ImportStatement") return !isTried(at, (each) => subject.textOf(each)) && !isRelative(at);
  return false;
}

const isRelative = ({ children }: Node): boolean =>
  children[0]?.type === "from" && children[1]?.type !== "VariableName";

/** The first word of each module. */
function namesIn({ children }: Node): readonly Node[] {
  if (children[0]?.type === "from") return children[1]?.type === "VariableName" ? [children[1]] : [];
  return children.filter(
    ({ type }, at) => type === "VariableName" && ["import", ","].includes(children[at - 1]?.type ?? ""),
  );
}

const CAUGHT = /\bexcept\b\s*(?::|.*\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b)/;

function isTried(node: Node, textOf: (node: Node) => string): boolean {
  for (const at of node.around()) if (at.type === "TryStatement" && CAUGHT.test(textOf(at))) return true;
  return false;
}
