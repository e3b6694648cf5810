import type { Identifier, Program } from "acorn";
import { type AnyFunction, boundNames, children, isClass, isFunction, type Node } from "./syntax";

/** A use of a name that no function or block between it and the module declares. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  /** The module declares it; otherwise it is a global. */
  readonly declared: boolean;
}

export interface References {
  /** By offset, ascending. */
  readonly all: readonly Reference[];
  /** The same by offset. */
  readonly at: ReadonlyMap<number, Reference>;
  /** By the offset of any other identifier: the scope that declares it. Identifiers of one scope and name are one variable. */
  readonly scopes: ReadonlyMap<number, object>;
}

/** Finds what each identifier of a module stands for: a binding of the module, a global, or something local. */
export function references(program: Program): References {
  const all: Reference[] = [];
  const scopes = new Map<number, object>();
  const moduleNames = new Set([...lexicalNames(program.body), ...varNames(program)]);

  type Scope = { readonly names: ReadonlySet<string>; readonly outer: Scope | undefined };
  const within = (outer: Scope | undefined, declared: readonly string[]): Scope | undefined =>
    declared.length === 0 ? outer : { names: new Set(declared), outer };

  const use = ({ name, start }: Identifier, scope: Scope | undefined) => {
    for (let at = scope; at; at = at.outer) {
      if (!at.names.has(name)) continue;
      scopes.set(start, at);
      return;
    }
    all.push({ name, start, declared: moduleNames.has(name) });
  };

  const visitAll = (nodes: readonly (Node | null | undefined)[], scope: Scope | undefined) => {
    for (const node of nodes) if (node) visit(node, scope);
  };

  function visit(node: Node, scope: Scope | undefined): void {
    if (isFunction(node)) visitFunction(node, scope);
    else if (isClass(node)) {
      visitAll(
        children(node),
        within(scope, node.type === "ClassExpression" && node.id ? [node.id.name] : []),
      );
    } else if (node.type === "Identifier") use(node, scope);
    else visitAll(referring(node), within(scope, declaredBy(node)));
  }

  function visitFunction(node: AnyFunction, scope: Scope | undefined): void {
    const own = node.type === "FunctionExpression" && node.id ? [node.id.name] : [];
    const parameters = within(scope, [...own, ...node.params.flatMap(boundNames), "arguments"]);
    if (node.type === "FunctionDeclaration" && node.id) visit(node.id, scope);
    visitAll(node.params, parameters);
    if (node.body.type !== "BlockStatement") visit(node.body, parameters);
    else
      visitAll(node.body.body, within(parameters, [...varNames(node.body), ...lexicalNames(node.body.body)]));
  }

  visitAll(program.body, undefined);
  all.sort((a, b) => a.start - b.start);
  return { all, at: new Map(all.map((reference) => [reference.start, reference])), scopes };
}

/** What a block, loop or clause declares for what is in it. */
function declaredBy(node: Node): string[] {
  switch (node.type) {
    case "BlockStatement":
      return lexicalNames(node.body);
    case "StaticBlock":
      return [...node.body.flatMap(varNames), ...lexicalNames(node.body)];
    case "SwitchStatement":
      return lexicalNames(node.cases.flatMap(({ consequent }) => consequent));
    case "ForStatement":
      return node.init ? lexicalNames([node.init]) : [];
    case "ForInStatement":
    case "ForOfStatement":
      return lexicalNames([node.left]);
    case "CatchClause":
      return node.param ? boundNames(node.param) : [];
    default:
      return [];
  }
}

/** A node's children without names that stand for nothing: keys, labels, what is imported or exported by name. */
export function referring(node: Node): (Node | null | undefined)[] {
  switch (node.type) {
    case "MemberExpression":
      return [node.object, node.computed ? node.property : undefined];
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      // The key of `{ a }` is its value as well.
      return [node.computed ? node.key : undefined, node.value];
    case "LabeledStatement":
      return [node.body];
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return [];
    case "ExportNamedDeclaration":
      return node.source ? [] : [node.declaration, ...node.specifiers.map(({ local }) => local)];
    default:
      return children(node);
  }
}

/** What a list of statements declares in its own block. */
function lexicalNames(statements: readonly Node[]): string[] {
  return statements.flatMap((statement) => {
    const declared =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
        ? (statement.declaration ?? statement)
        : statement;
    return declared.type === "VariableDeclaration" && declared.kind === "var" ? [] : boundNames(declared);
  });
}

/** What `var` declares in a function's or module's body, however deep in its blocks. */
export function varNames(node: Node): string[] {
  if (isFunction(node) || isClass(node)) return [];
  if (node.type === "VariableDeclaration") return node.kind === "var" ? boundNames(node) : [];
  // Only statements can declare: what is within an expression is in a function or class.
  return children(node).flatMap((child) =>
    /(?:Statement|Declaration|Program|Clause|Case)$/.test(child.type) ? varNames(child) : [],
  );
}
