import type { AnyNode, CallExpression, Function as FunctionNode } from "acorn";

export type Node = AnyNode;
export type { CallExpression };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** A node's children, in the order in which the parser keeps them. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  // Every compile walks every node a few times: no list of values is made for each.
  for (const key in node) {
    const value: unknown = node[key as keyof Node];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) found.push(item);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

export type AnyFunction = Extract<Node, FunctionNode>;

export const isFunction = (node: Node): node is AnyFunction =>
  node.type === "FunctionDeclaration" ||
  node.type === "FunctionExpression" ||
  node.type === "ArrowFunctionExpression";

export const isClass = (node: Node) => node.type === "ClassDeclaration" || node.type === "ClassExpression";

export const isLoop = (node: Node) =>
  node.type === "ForStatement" ||
  node.type === "ForInStatement" ||
  node.type === "ForOfStatement" ||
  node.type === "WhileStatement" ||
  node.type === "DoWhileStatement";

/** The expression within parentheses and the wrapper of an optional chain. */
export function bare<T extends Node>(node: T): Node {
  let inner: Node = node;
  while (inner.type === "ParenthesizedExpression" || inner.type === "ChainExpression")
    inner = inner.expression;
  return inner;
}

/** The text of a string literal, or of a template without expressions. */
export function stringOf(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** Name of a property or member that is written out: `a.b`, `a["b"]`, `{ b: … }`, `{ "b": … }`, `{ 1: … }`. */
export function keyOf(node: {
  readonly computed: boolean;
  readonly key?: Node;
  readonly property?: Node;
}): string | undefined {
  const key = node.key ?? node.property;
  if (!key) return undefined;
  if (!node.computed && key.type === "Identifier") return key.name;
  if (!node.computed && key.type === "Literal" && typeof key.value === "number") return String(key.value);
  return stringOf(bare(key));
}

/** Names that a pattern or declaration binds. */
export function boundNames(node: Node): string[] {
  switch (node.type) {
    case "Identifier":
      return [node.name];
    case "ObjectPattern":
      return node.properties.flatMap((property) =>
        boundNames(property.type === "Property" ? property.value : property.argument),
      );
    case "ArrayPattern":
      return node.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "AssignmentPattern":
      return boundNames(node.left);
    case "RestElement":
      return boundNames(node.argument);
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id }) => boundNames(id));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return node.id ? [node.id.name] : [];
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return node.declaration ? boundNames(node.declaration) : [];
    case "ImportDeclaration":
      return node.specifiers.map(({ local }) => local.name);
    default:
      return [];
  }
}
