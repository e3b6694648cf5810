import type { Lines } from "../../lines";
import type { DefinitionCall, Module } from "../definitions";
import type { Reader } from "../literals";
import { referring } from "../scope";
import type { SourceToken } from "../sucrase";
import { type AnyFunction, bare, isFunction, type Node } from "../syntax";
import { firstFrom } from "../versions";
import type { Stretch } from "./rule";
import { type Variable, Variables } from "./variables";

/** What the compiler knows of a program that advice is about. */
export interface Compiled {
  readonly source: string;
  /** Of the source, types included. */
  readonly tokens: readonly SourceToken[];
  readonly module: Module;
  readonly definitions: readonly DefinitionCall[];
  readonly reader: Reader;
  /** Offsets of the JavaScript to those of the source. */
  readonly toSource: (offset: number) => number;
  readonly lines: Lines;
}

/** One program, with what rules ask of it again and again. */
export class Subject {
  /** All nodes, outer ones first. */
  readonly nodes: readonly Node[];
  readonly variables: Variables;
  /** Where in the source's tokens the braces of `import { … } from "fanout"` are. */
  readonly importedNames: { readonly open: number; readonly close: number } | undefined;
  /** Of each node its own index in `nodes`, and that of the first one after all that are in it. */
  private readonly places = new Map<Node, readonly [first: number, end: number]>();
  private readonly parents = new Map<Node, Node>();
  private allNames: ReadonlySet<string> | undefined;
  private readonly byCall: ReadonlyMap<Node, DefinitionCall>;

  constructor(readonly compiled: Compiled) {
    const nodes: Node[] = [];
    const visit = (node: Node): void => {
      const first = nodes.push(node) - 1;
      for (const child of referring(node)) {
        if (!child) continue;
        this.parents.set(child, node);
        visit(child);
      }
      this.places.set(node, [first, nodes.length]);
    };
    visit(compiled.module.program);
    this.nodes = nodes;
    this.variables = new Variables(nodes, this.parents, compiled.module.found);
    this.importedNames = importedNames(compiled.tokens);
    this.byCall = new Map(compiled.definitions.map((call) => [call.node, call]));
  }

  /** What a node is in; parentheses are left out. */
  parentOf(node: Node): Node | undefined {
    let parent = this.parents.get(node);
    while (parent?.type === "ParenthesizedExpression" || parent?.type === "ChainExpression")
      parent = this.parents.get(parent);
    return parent;
  }

  /** The nodes around one, inner ones first. */
  *around(node: Node): Generator<Node> {
    for (let at = this.parents.get(node); at; at = this.parents.get(at)) yield at;
  }

  /** The nodes in a node, itself first. */
  within(node: Node): readonly Node[] {
    const [first, end] = this.places.get(node) ?? [0, 0];
    return this.nodes.slice(first, end);
  }

  functionAround(node: Node): AnyFunction | undefined {
    for (const at of this.around(node)) if (isFunction(at)) return at;
    return undefined;
  }

  /** The statement of the top level that a node is in. */
  topLevelOf(node: Node): Node {
    let last = node;
    for (const at of this.around(node)) if (at.type !== "Program") last = at;
    return last;
  }

  variableOf(node: Node): Variable | undefined {
    const inner = bare(node);
    return inner.type === "Identifier" ? this.variables.of(inner) : undefined;
  }

  /** The expression that a node stands for: itself, or what a variable is initialised with and keeps. */
  valueOf(node: Node): Node | undefined {
    let at = bare(node);
    for (let hops = 0; at.type === "Identifier"; hops++) {
      const variable = this.variables.of(at);
      if (!variable?.init || variable.writes.length > 0 || hops > 20) return undefined;
      at = bare(variable.init);
    }
    return at;
  }

  /** The definition that a node stands for, such as the task in `map(task, …)`. */
  definitionOf(node: Node): DefinitionCall | undefined {
    const value = this.valueOf(node);
    return value && this.byCall.get(value);
  }

  /** Offsets of a node in the source. What belongs to types behind it is not in it. */
  at({ start, end }: Stretch): Stretch {
    return { start: this.compiled.toSource(start), end: this.compiled.toSource(end - 1) + 1 };
  }

  /** A node as it is written in the source. */
  textOf(node: Stretch): string {
    const { start, end } = this.at(node);
    return this.compiled.source.slice(start, end);
  }

  /** From 1. */
  lineOf(node: Stretch): number {
    return this.compiled.lines.place(this.at(node).start).line;
  }

  /** The tokens of the source after a node, such as the `:` or `?` behind a parameter. */
  *tokensAfter(node: Stretch): Generator<SourceToken> {
    const { tokens } = this.compiled;
    for (let index = firstFrom(tokens, this.at(node).end); index < tokens.length; index++)
      yield tokens[index] as SourceToken;
  }

  /** What a call of `task` and the like defines. */
  definedBy(node: Node | undefined): DefinitionCall | undefined {
    return node && this.byCall.get(node);
  }

  /** Every name in the program. */
  get names(): ReadonlySet<string> {
    this.allNames ??= new Set(this.nodes.flatMap((node) => (node.type === "Identifier" ? [node.name] : [])));
    return this.allNames;
  }
}

function importedNames(tokens: readonly SourceToken[]): Subject["importedNames"] {
  let open = -1;
  for (const [at, { text }] of tokens.entries()) {
    if (text === "{" && tokens[at - 1]?.text === "import") open = at;
    else if (text === "}" && open >= 0) {
      if (/^["']fanout["']$/.test(tokens[at + 2]?.text ?? "")) return { open, close: at };
      open = -1;
    }
  }
  return undefined;
}
