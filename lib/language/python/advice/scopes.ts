import { type Node, partsOf } from "./syntax";

/** One place where a name gets a value. */
export interface Definition {
  readonly kind: "import" | "def" | "class" | "parameter" | "value" | "with" | "other";
  readonly name: Node;
  /** The function or class, or the expression that is the whole value. */
  readonly node?: Node | undefined;
  /** Of an import, with dots. */
  readonly path?: string;
}

/** A name in the scope that it belongs to. */
export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  readonly definitions: Definition[];
  readonly reads: Node[];
}

export interface Scope {
  readonly kind: "module" | "function" | "class" | "comprehension";
  readonly node: Node;
  readonly parent: Scope | undefined;
  readonly variables: Map<string, Variable>;
  /** Names that belong to the module, or to a function around this one. */
  readonly elsewhere: Map<string, "global" | "nonlocal">;
}

const COMPREHENSION = /Comprehension/;

/** Finds the variable that each name of a program stands for. */
export class Scopes {
  readonly module: Scope;
  private readonly byName = new Map<Node, Variable>();
  private readonly reads: [Node, Scope][] = [];

  constructor(
    root: Node,
    private readonly textOf: (node: Node) => string,
  ) {
    this.module = scopeOf("module", root, undefined);
    this.visitAll(root.children, this.module);
    for (const [node, scope] of this.reads) this.resolve(node, scope);
  }

  /** @returns undefined for what the program does not define */
  variableOf(name: Node): Variable | undefined {
    return this.byName.get(name);
  }

  private visitAll(nodes: readonly Node[], scope: Scope): void {
    for (const node of nodes) this.visit(node, scope);
  }

  private visit(node: Node, scope: Scope): void {
    const { type, children } = node;
    if (type === "VariableName") this.reads.push([node, scope]);
    else if (type === "ImportStatement") this.visitImport(node, scope);
    else if (type === "FunctionDefinition" || type === "LambdaExpression") this.visitFunction(node, scope);
    else if (type === "ClassDefinition") this.visitClass(node, scope);
    else if (type === "ScopeStatement") {
      const kind = children[0]?.type === "global" ? "global" : "nonlocal";
      for (const name of children.slice(1))
        if (name.type === "VariableName") scope.elsewhere.set(this.textOf(name), kind);
    } else if (type === "AssignStatement") this.visitAssignment(node, scope);
    else if (type === "UpdateStatement") {
      this.visitAll(children, scope);
      if (children[0]) this.bind(children[0], scope, { kind: "other" });
    } else if (type === "NamedExpression") this.visitNamed(node, scope);
    else if (type === "ForStatement") this.visitLoop(children, scope);
    else if (type === "WithStatement" || type === "TryStatement") this.visitAs(node, scope);
    else if (type === "ArgList") this.visitArguments(node, scope);
    else if (COMPREHENSION.test(type)) this.visitLoop(children, scopeOf("comprehension", node, scope));
    else if (type === "CapturePattern" || type === "DeleteStatement" || type === "TypeParam")
      for (const child of children) this.bind(child, scope, { kind: "other" });
    else if (type === "KeywordPattern") this.visitAll(children.slice(1), scope);
    else if (type === "AsPattern") {
      this.visitAll(children.slice(0, -1), scope);
      const last = children.at(-1);
      if (last) this.bind(last, scope, { kind: "other" });
    } else this.visitAll(children, scope);
  }

  private visitImport({ children }: Node, scope: Scope): void {
    const importAt = children.findIndex(({ type }) => type === "import");
    const from = children
      .slice(0, importAt)
      .filter(({ type }) => type !== "from")
      .map((part) => this.textOf(part))
      .join("");
    for (const names of splitAt(children.slice(importAt + 1), ",")) {
      const parts = names.filter(({ type }) => type === "VariableName");
      const isRenamed = names.some(({ type }) => type === "as");
      const path = (isRenamed ? parts.slice(0, -1) : parts).map((part) => this.textOf(part)).join(".");
      const [first, last] = [parts[0], parts.at(-1)];
      if (!first || !last) continue;
      // `import a.b` gives `a`.
      const [name, whole] = from === "" && !isRenamed ? [first, this.textOf(first)] : [last, path];
      this.bind(name, scope, { kind: "import", path: from === "" ? whole : `${from}.${whole}` });
    }
  }

  private visitFunction(node: Node, scope: Scope): void {
    const inner = scopeOf("function", node, scope);
    const isLambda = node.type === "LambdaExpression";
    const name = isLambda ? undefined : node.child("VariableName");
    if (name) this.bind(name, scope, { kind: "def", node });
    const parameters = node.child("ParamList");
    for (const parts of splitAt(parameters?.children ?? [], ",")) {
      const parameter = parts.find(({ type }) => type === "VariableName");
      if (parameter) this.bind(parameter, inner, { kind: "parameter" });
      this.visitAll(
        parts.filter((part) => part !== parameter),
        scope,
      );
    }
    for (const child of node.children) {
      if (child === name || child === parameters) continue;
      this.visit(child, child.type === "TypeDef" ? scope : inner);
    }
  }

  private visitClass(node: Node, scope: Scope): void {
    const name = node.child("VariableName");
    if (name) this.bind(name, scope, { kind: "class", node });
    const inner = scopeOf("class", node, scope);
    for (const child of node.children)
      if (child !== name) this.visit(child, child.type === "Body" ? inner : scope);
  }

  private visitAssignment({ children }: Node, scope: Scope): void {
    const sides = splitAt(children, "AssignOp");
    const values = sides.at(-1) ?? [];
    if (sides.length > 1) this.visitAll(values, scope);
    const value = values.length === 1 ? values[0] : undefined;
    for (const side of sides.length > 1 ? sides.slice(0, -1) : sides) {
      const targets = side.filter(({ type }) => type !== "TypeDef");
      this.visitAll(
        side.filter(({ type }) => type === "TypeDef"),
        scope,
      );
      // A type alone gives no value.
      if (sides.length === 1) continue;
      const [target] = targets;
      if (targets.length === 1 && target?.type === "VariableName")
        this.bind(target, scope, { kind: "value", node: value });
      else for (const each of targets) this.bind(each, scope, { kind: "other" });
    }
  }

  private visitNamed({ children }: Node, scope: Scope): void {
    const [name, , value] = children;
    if (value) this.visit(value, scope);
    let owner = scope;
    while (owner.kind === "comprehension" && owner.parent) owner = owner.parent;
    if (name) this.bind(name, owner, { kind: "value", node: value });
  }

  /** A loop, or a comprehension, which has a scope of its own. */
  private visitLoop(children: readonly Node[], inner: Scope): void {
    let isTarget = false;
    for (const child of children) {
      if (child.type === "for") isTarget = true;
      else if (child.type === "in") isTarget = false;
      else if (isTarget) this.bind(child, inner, { kind: "other" });
      else this.visit(child, inner);
    }
  }

  /** `with a as b`, `except A as b`. */
  private visitAs({ type, children }: Node, scope: Scope): void {
    for (const [at, child] of children.entries()) {
      if (children[at - 1]?.type !== "as") this.visit(child, scope);
      else if (type === "WithStatement" && child.type === "VariableName")
        this.bind(child, scope, { kind: "with", node: children[at - 2] });
      else this.bind(child, scope, { kind: "other" });
    }
  }

  private visitArguments({ children }: Node, scope: Scope): void {
    if (children.some(({ type }) => type === "for")) {
      const [first] = children;
      if (first) this.visitLoop(children, scopeOf("comprehension", first.parent ?? first, scope));
      return;
    }
    for (const [at, child] of children.entries()) {
      const next = children[at + 1];
      const isNamed = child.type === "VariableName" && next?.type === "AssignOp";
      if (isNamed && this.textOf(next) === ":=") this.bind(child, scope, { kind: "other" });
      else if (!isNamed) this.visit(child, scope);
    }
  }

  /** Binds all names of a target; in `a.b` and `a[0]` there is none. */
  private bind(target: Node, scope: Scope, definition: Omit<Definition, "name">): void {
    if (target.type !== "VariableName") {
      if (target.type === "MemberExpression") this.visit(target, scope);
      else for (const part of partsOf(target)) this.bind(part, scope, { kind: "other" });
      return;
    }
    const variable = this.declare(this.textOf(target), scope);
    variable.definitions.push({ ...definition, name: target });
    this.byName.set(target, variable);
  }

  private declare(name: string, scope: Scope): Variable {
    const owner = ownerOf(name, scope, this.module);
    const variable = owner.variables.get(name) ?? { name, scope: owner, definitions: [], reads: [] };
    owner.variables.set(name, variable);
    return variable;
  }

  private resolve(node: Node, scope: Scope): void {
    const name = this.textOf(node);
    let at: Scope | undefined = scope.elsewhere.get(name) === "global" ? this.module : scope;
    for (; at; at = at.parent) {
      // A class's names are not seen by its functions.
      const variable = at.kind === "class" && at !== scope ? undefined : at.variables.get(name);
      if (!variable) continue;
      variable.reads.push(node);
      this.byName.set(node, variable);
      return;
    }
  }
}

const scopeOf = (kind: Scope["kind"], node: Node, parent: Scope | undefined): Scope => ({
  kind,
  node,
  parent,
  variables: new Map(),
  elsewhere: new Map(),
});

function ownerOf(name: string, scope: Scope, module: Scope): Scope {
  const where = scope.elsewhere.get(name);
  if (where === "global") return module;
  if (where === undefined) return scope;
  for (let at = scope.parent; at; at = at.parent)
    if (at.kind === "function" && at.variables.has(name)) return at;
  return scope;
}

function splitAt(nodes: readonly Node[], sign: string): Node[][] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (node.type === sign) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
