import type { Program, VariableDeclarator } from "acorn";
import { boundNames, type Node } from "./syntax";

/** What the top level of a module binds a name to. */
export type Binding =
  | { readonly kind: "function" }
  | { readonly kind: "variable"; readonly node: VariableDeclarator; readonly constant: boolean };

/** Functions and single variables of the module, not what its blocks or patterns bind. */
export function topLevelBindings(program: Program): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  for (const statement of program.body) {
    const declared = declarationOf(statement);
    if (declared?.type === "FunctionDeclaration" && declared.id) {
      found.set(declared.id.name, { kind: "function" });
    }
    if (declared?.type !== "VariableDeclaration") continue;
    for (const node of declared.declarations) {
      if (node.id.type !== "Identifier") continue;
      found.set(node.id.name, { kind: "variable", node, constant: declared.kind === "const" });
    }
  }
  return found;
}

/** A statement without the `export` before it. */
const declarationOf = (statement: Program["body"][number]) =>
  statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
    ? statement.declaration
    : statement;

/** What a name is bound to once and for all: the initialiser of a `const` at the top level. */
export function constantOf(bindings: ReadonlyMap<string, Binding>, name: string): Node | undefined {
  const binding = bindings.get(name);
  return binding?.kind === "variable" && binding.constant ? (binding.node.init ?? undefined) : undefined;
}

/** Each statement of the top level with what it declares; a list of variables apart. */
export function topLevelParts(
  program: Program,
): { readonly node: Node; readonly names: readonly string[] }[] {
  const parts: { readonly node: Node; readonly names: readonly string[] }[] = [];
  for (const statement of program.body) {
    const declared: Node = declarationOf(statement) ?? statement;
    if (declared.type !== "VariableDeclaration") parts.push({ node: declared, names: boundNames(declared) });
    else for (const node of declared.declarations) parts.push({ node, names: boundNames(node.id) });
  }
  return parts;
}
