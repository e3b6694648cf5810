import type { CallExpression } from "acorn";
import { hashText } from "@/lib/base/hash";
import { GLOBAL } from "./awaits";
import { constantOf, topLevelParts } from "./bindings";
import type { DefinitionCall, Module } from "./definitions";
import type { Edits } from "./edits";
import { sdkNameOf } from "./imports";
import { bare, children, isFunction, type Node } from "./syntax";
import { firstFrom, type Span } from "./versions";

/** The SDK's own functions that make calls. */
const CALLERS: ReadonlySet<string | undefined> = new Set(["map", "starmap", "mapUnordered", "group"]);

/** Sites are whole numbers below this: small ones for every engine. */
const SITES = 2 ** 30;

/** A stretch that is no part of its call's own text, and what stands for it. */
interface Hole extends Span {
  readonly text: string;
}

/**
 * Tells the runner which call expression a call comes from: the calls of the program's own definitions by their names, and
 * of `map` and `group`. Others have site 0.
 *
 *     f(a, b)   → f(a, __fanout.site(N, b))
 *     f(...a)   → f(...__fanout.site(N, a))
 *     f()       → f(...__fanout.site(N, []))
 *
 * The site is set after the arguments have been evaluated, which may make calls of their own. N is a digest of the
 * expression's own tokens, without functions in it, of the top-level variable it belongs to, and of how many equal ones are
 * before it there. So a program edited elsewhere keeps its sites.
 */
export function editCallSites(
  { program, found, names, bindings: topLevel }: Module,
  definitions: readonly DefinitionCall[],
  code: string,
  tokens: readonly Span[],
  edits: Edits,
): void {
  const bindings = new Set(
    definitions.flatMap(({ kind, binding }) =>
      binding === undefined || kind === "environment" || !constantOf(topLevel, binding) ? [] : [binding],
    ),
  );
  const definers = new Set<Node>(definitions.map(({ node }) => node));

  const isMarked = (node: CallExpression): boolean => {
    const callee = bare(node.callee);
    if (callee.type === "Identifier" && found.at.get(callee.start)?.declared && bindings.has(callee.name))
      return true;
    return CALLERS.has(sdkNameOf(callee, names, found));
  };

  const sites = new Map<Node, number>();
  let owner = "";
  let equals = new Map<string, number>();

  function siteOf(node: CallExpression, holes: readonly Hole[]): number {
    const text = textOf(node, holes, code, tokens);
    const ordinal = equals.get(text) ?? 0;
    equals.set(text, ordinal + 1);
    return 1 + (hashText(`${owner}\n${ordinal}\n${text}`) % (SITES - 1));
  }

  /** Finds the sites, inner ones before those around them. @param outer gets what is no part of the text of the call around */
  function find(node: Node, outer: Hole[]): void {
    const isOwn = node.type === "CallExpression" && !definers.has(node) && isMarked(node);
    const holes = isOwn || isFunction(node) ? [] : outer;
    for (const child of children(node)) find(child, holes);
    if (isOwn) {
      const site = siteOf(node, holes);
      sites.set(node, site);
      outer.push({ start: node.start, end: node.end, text: `#${site}` });
    } else if (isFunction(node)) outer.push({ start: node.start, end: node.end, text: "function" });
  }

  /** Writes them, outer ones before those in them. */
  function write(node: Node): void {
    const site = sites.get(node);
    if (site === undefined || node.type !== "CallExpression") {
      for (const child of children(node)) write(child);
      return;
    }
    const last = node.arguments.at(-1);
    const argument = last?.type === "SpreadElement" ? last.argument : last;
    if (argument) edits.open(argument.start, `${GLOBAL}.site(${site}, `);
    else edits.open(node.end - 1, `...${GLOBAL}.site(${site}, [])`);
    for (const child of children(node)) write(child);
    if (argument) edits.close(argument.end, ")");
  }

  for (const { node, names: declared } of topLevelParts(program)) {
    owner = declared.join(" ");
    equals = new Map();
    find(node, []);
  }
  write(program);
}

/** A call's tokens, with what stands for its holes. */
function textOf(node: Span, holes: readonly Hole[], code: string, tokens: readonly Span[]): string {
  const sorted = [...holes].sort((one, other) => one.start - other.start);
  const texts: string[] = [];
  let hole = 0;
  for (let index = firstFrom(tokens, node.start); index < tokens.length; ) {
    const token = tokens[index];
    if (!token || token.end > node.end) break;
    const next = sorted[hole];
    if (next && token.start >= next.start) {
      texts.push(next.text);
      index = firstFrom(tokens, next.end);
      hole++;
    } else {
      texts.push(code.slice(token.start, token.end));
      index++;
    }
  }
  return texts.join(" ");
}
