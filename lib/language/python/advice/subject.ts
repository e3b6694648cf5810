import { argumentsOf } from "./arguments";
import { type Scope, Scopes, type Variable } from "./scopes";
import { bare, type Node, startsAsync } from "./syntax";

export interface Call {
  readonly call: Node;
  readonly callee: Node;
  /** As `Subject.qualified` gives it. */
  readonly name: string | undefined;
}

/** Variables and members that a name is followed through. */
const MAX_HOPS = 10;

/** One program, with what rules ask of it again and again. */
export class Subject {
  /** All nodes, outer ones first. */
  readonly nodes: readonly Node[];
  readonly scopes: Scopes;
  private allCalls: readonly Call[] | undefined;

  constructor(
    readonly source: string,
    readonly root: Node,
  ) {
    this.nodes = [...root.within()];
    this.scopes = new Scopes(root, (node) => this.textOf(node));
  }

  get module(): Scope {
    return this.scopes.module;
  }

  textOf({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.source.slice(start, end);
  }

  variableOf(node: Node): Variable | undefined {
    const name = bare(node);
    return name.type === "VariableName" ? this.scopes.variableOf(name) : undefined;
  }

  /** The expression that a node stands for: itself, or what a variable is given once and keeps. */
  valueOf(node: Node, hops = 0): Node {
    const at = bare(node);
    const [only, ...others] = this.variableOf(at)?.definitions ?? [];
    const isValue = only?.kind === "value" || only?.kind === "with";
    return isValue && only.node && others.length === 0 && hops < MAX_HOPS
      ? this.valueOf(only.node, hops + 1)
      : at;
  }

  /** The one function of the program that a name stands for. */
  functionOf(node: Node): Node | undefined {
    const value = this.valueOf(node);
    const [only, ...others] = this.variableOf(value)?.definitions ?? [];
    return only?.kind === "def" && others.length === 0 ? only.node : undefined;
  }

  /** The lambda that an expression is, or a variable that is given one and keeps it. */
  lambdaOf(node: Node): Node | undefined {
    const value = this.valueOf(node);
    return value.type === "LambdaExpression" ? value : undefined;
  }

  /** What an expression is called where it comes from, such as `multiprocessing.Pool`; built-in functions have their name alone. */
  qualified(node: Node, hops = 0): string | undefined {
    // `a = a.b` stands for itself.
    if (hops > MAX_HOPS) return undefined;
    const at = this.valueOf(node);
    if (at.type === "MemberExpression") {
      const [object, dot, property] = at.children;
      if (!object || dot?.type !== "." || !property) return undefined;
      const owner = this.qualified(object, hops + 1);
      return owner === undefined ? undefined : `${owner}.${this.textOf(property)}`;
    }
    if (at.type === "CallExpression") {
      const callee = at.children[0] && this.qualified(at.children[0], hops + 1);
      // A context has all that the module has.
      return callee === "multiprocessing.get_context" ? "multiprocessing" : undefined;
    }
    if (at.type !== "VariableName") return undefined;
    const variable = this.variableOf(at);
    if (!variable) return this.textOf(at);
    const paths = new Set(
      variable.definitions.map(({ kind, path }) => (kind === "import" ? path : undefined)),
    );
    return paths.size === 1 ? [...paths][0] : undefined;
  }

  /** Calls of the program, each with what is called. */
  get calls(): readonly Call[] {
    this.allCalls ??= this.nodes.flatMap((call) => {
      const callee = call.type === "CallExpression" ? call.children[0] : undefined;
      return callee ? [{ call, callee, name: this.qualified(callee) }] : [];
    });
    return this.allCalls;
  }

  argumentsOf(call: Node) {
    return argumentsOf(call, (node) => this.textOf(node));
  }

  functionAround(node: Node): Node | undefined {
    for (const at of node.around())
      if (at.type === "FunctionDefinition" || at.type === "LambdaExpression") return at;
    return undefined;
  }

  /** The whole statement of the module that a node is in. */
  topLevelOf(node: Node): Node {
    let last = node;
    for (const at of node.around()) if (at !== this.root) last = at;
    return last;
  }

  isAsync(fn: Node | undefined): boolean {
    return fn?.type === "FunctionDefinition" && startsAsync(fn);
  }

  /** Whether a node is under `if __name__ == "__main__":`. */
  isGuarded(node: Node): boolean {
    for (const at of node.around())
      if (at.type === "IfStatement" && /__name__/.test(this.textOf(at.children[1] ?? at).slice(0, 200)))
        return true;
    return false;
  }

  /** What begins the line of an offset, if it is only spaces. */
  indentAt(offset: number): string {
    const line = this.source.slice(this.source.lastIndexOf("\n", offset - 1) + 1, offset);
    return /^[ \t]*/.exec(line)?.[0] ?? "";
  }
}
