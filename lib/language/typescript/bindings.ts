import type { Program, VariableDeclarator } from "acorn";
import { varNames } from "./scope";
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

/** Names of the top level's classes that extend another: some are errors, which keep their class when they cross. */
export function derivedClasses(program: Program): string[] {
  const names: string[] = [];
  for (const statement of program.body) {
    const declared = declarationOf(statement);
    if (declared?.type === "ClassDeclaration" && declared.id && declared.superClass)
      names.push(declared.id.name);
    if (declared?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declared.declarations)
      if (id.type === "Identifier" && init?.type === "ClassExpression" && init.superClass)
        names.push(id.name);
  }
  return names;
}

/** What a name is bound to once and for all: the initialiser of a `const` at the top level. */
export function constantOf(bindings: ReadonlyMap<string, Binding>, name: string): Node | undefined {
  const binding = bindings.get(name);
  return binding?.kind === "variable" && binding.constant ? (binding.node.init ?? undefined) : undefined;
}

/** A statement of the top level, or one variable of a list. */
export interface TopLevelPart {
  readonly node: Node;
  readonly names: readonly string[];
  /** It runs for the sake of what it declares or exports; any other may change what it can reach. */
  readonly declares: boolean;
}

/** The top level in parts, without imports and lists of exported names. */
export function topLevelParts(program: Program): TopLevelPart[] {
  const parts: TopLevelPart[] = [];
  for (const statement of program.body) {
    const declared = declarationOf(statement);
    if (!declared || declared.type === "ImportDeclaration" || declared.type === "ExportAllDeclaration")
      continue;
    if (declared.type === "VariableDeclaration") {
      for (const node of declared.declarations)
        parts.push({ node, names: boundNames(node.id), declares: true });
      continue;
    }
    const isDeclaration = declared.type === "FunctionDeclaration" || declared.type === "ClassDeclaration";
    const declares = isDeclaration || statement.type === "ExportDefaultDeclaration";
    parts.push({ node: declared, names: declares ? boundNames(declared) : varNames(declared), declares });
  }
  return parts;
}
