import type { Program } from "acorn";
import { kindOf, type Module, WHAT } from "./definitions";
import type { Diagnostics } from "./failure";
import { bare, type Node } from "./syntax";

const EXAMPLE = "export default workflow(async () => { … })";
/** What a blank editor says. */
const EMPTY = `The program is empty. Start with a template (New program in the program menu), or write: ${EXAMPLE}`;

/**
 * Finds the entry: the workflow that is the default export.
 * @returns its call, or undefined where it cannot be told before the program runs, or after a report
 */
export function findEntry(
  module: Module,
  report: Diagnostics,
  toSource: (offset: number) => number,
): Node | undefined {
  const exported = defaultExport(module.program);
  if (!exported) {
    const isEmpty = module.program.body.length === 0;
    report.add(isEmpty ? EMPTY : `The program has no default export. Add: ${EXAMPLE}`, 0);
    return undefined;
  }
  const value = behindNames(exported, module);
  const kind = kindOf(value, module);
  if (kind === "workflow") return value;
  const what = kind ? WHAT[kind] : plainly(value, module);
  if (what) {
    report.add(
      `The default export must be a workflow: it is the program's entry point. Found ${what}. Write ${EXAMPLE}.`,
      toSource(exported.start),
    );
  }
  return undefined;
}

function defaultExport(program: Program): Node | undefined {
  for (const statement of program.body) {
    if (statement.type === "ExportDefaultDeclaration") return statement.declaration;
    if (statement.type !== "ExportNamedDeclaration") continue;
    for (const { exported, local } of statement.specifiers) {
      const name = exported.type === "Identifier" ? exported.name : exported.value;
      if (name === "default") return local;
    }
  }
  return undefined;
}

/** What a name of the top level is bound to, through any number of names. */
function behindNames(node: Node, { found, bindings }: Module): Node {
  let at = bare(node);
  for (let hops = 0; hops < 100 && at.type === "Identifier" && found.at.get(at.start)?.declared; hops++) {
    const binding = bindings.get(at.name);
    if (binding?.kind !== "variable" || !binding.node.init) return at;
    at = bare(binding.node.init);
  }
  return at;
}

/** Names what can be no workflow, whatever happens at run time. */
function plainly(node: Node, { bindings, names }: Module): string | undefined {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return "a function";
    case "ClassDeclaration":
    case "ClassExpression":
      return "a class";
    case "ObjectExpression":
      return "an object";
    case "ArrayExpression":
      return "an array";
    case "Literal":
    case "TemplateLiteral":
      return "a plain value";
    case "Identifier":
      if (bindings.get(node.name)?.kind === "function") return "a function";
      return names.named.has(node.name) ? `the SDK function \`${names.named.get(node.name)}\`` : undefined;
    default:
      return undefined;
  }
}
