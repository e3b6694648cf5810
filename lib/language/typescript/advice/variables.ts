import type { Identifier } from "acorn";
import type { References } from "../scope";
import { isFunction, type Node } from "../syntax";

/** A variable, parameter or function of the program, wherever it is declared. */
export interface Variable {
  readonly name: string;
  /** What declares it and gives its value: a function, or the initialiser of a single name. */
  init: Node | undefined;
  /** Where that is. */
  declaration: Node | undefined;
  readonly isTopLevel: boolean;
  /** Its names in assignments and updates; initialisers are none. */
  readonly writes: Identifier[];
  readonly reads: Identifier[];
}

/** Finds the variable that an identifier stands for. */
export class Variables {
  private readonly byScope = new Map<object, Map<string, Variable>>();

  /** @param nodes all nodes of the module, outer ones first @param parents of each node */
  constructor(
    nodes: readonly Node[],
    parents: ReadonlyMap<Node, Node>,
    private readonly found: References,
  ) {
    const written = new Set<Node>();
    const declared = new Set<Node>();
    for (const node of nodes) {
      if (node.type === "AssignmentExpression") collect(node.left, written);
      else if (node.type === "UpdateExpression") collect(node.argument, written);
      else if (node.type === "ForOfStatement" || node.type === "ForInStatement") {
        if (node.left.type !== "VariableDeclaration") collect(node.left, written);
      } else if (node.type === "VariableDeclarator") collect(node.id, declared);
      else if (node.type === "CatchClause" && node.param) collect(node.param, declared);
      else if (isFunction(node)) {
        for (const parameter of node.params) collect(parameter, declared);
        if (node.type === "FunctionDeclaration" && node.id) declared.add(node.id);
      } else if (node.type === "ClassDeclaration" && node.id) declared.add(node.id);
      if (node.type !== "Identifier") continue;
      const variable = this.of(node);
      if (!variable) continue;
      if (declared.has(node)) {
        const parent = parents.get(node);
        const isWhole = parent?.type === "VariableDeclarator" && parent.id === node;
        variable.declaration = parent;
        if (isWhole) variable.init = parent.init ?? undefined;
        else if (parent?.type === "FunctionDeclaration" && parent.id === node) variable.init = parent;
      } else if (written.has(node)) variable.writes.push(node);
      else variable.reads.push(node);
    }
  }

  /** @returns undefined for a global, and for what is no name of a variable */
  of({ name, start }: Identifier): Variable | undefined {
    const isTopLevel = this.found.at.get(start)?.declared === true;
    const scope = isTopLevel ? this.found : this.found.scopes.get(start);
    if (!scope) return undefined;
    const names = this.byScope.get(scope) ?? new Map<string, Variable>();
    this.byScope.set(scope, names);
    let variable = names.get(name);
    if (!variable) {
      variable = { name, init: undefined, declaration: undefined, isTopLevel, writes: [], reads: [] };
      names.set(name, variable);
    }
    return variable;
  }
}

/** The names that a pattern binds or writes, without those in its defaults and computed keys. */
function collect(pattern: Node, into: Set<Node>): void {
  switch (pattern.type) {
    case "Identifier":
      into.add(pattern);
      return;
    case "ParenthesizedExpression":
      collect(pattern.expression, into);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties)
        collect(property.type === "Property" ? property.value : property.argument, into);
      return;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element) collect(element, into);
      return;
    case "AssignmentPattern":
      collect(pattern.left, into);
      return;
    case "RestElement":
      collect(pattern.argument, into);
      return;
  }
}
