import { parser } from "@lezer/python";

/** A node of a Python program. Words and signs are nodes too, named by their text. */
export class Node {
  readonly children: Node[] = [];

  /** @param type as @lezer/python calls it @param start offset in the source @param end exclusive */
  constructor(
    readonly type: string,
    readonly start: number,
    readonly end: number,
    readonly parent: Node | undefined,
  ) {}

  child(type: string): Node | undefined {
    return this.children.find((each) => each.type === type);
  }

  /** The nodes around this one, inner ones first. */
  *around(): Generator<Node> {
    for (let at = this.parent; at; at = at.parent) yield at;
  }

  /** This node and all that are in it, outer ones first. */
  *within(): Generator<Node> {
    yield this;
    for (const child of this.children) yield* child.within();
  }

  contains({ start, end }: { readonly start: number; readonly end: number }): boolean {
    return this.start <= start && end <= this.end;
  }
}

/** Nested deeper than this, a program gets no advice. */
const MAX_DEPTH = 400;

/** Numbers like `20.`, which the parser does not know: it reads them without the dot. */
const DOTTED = /(?<![\w.])(\d[\d_]*)\.(?![\w.])/g;

/** @returns the program without its comments; undefined where it has a syntax error */
export function parse(source: string): Node | undefined {
  const root = new Node("Script", 0, source.length, undefined);
  let open = root;
  let depth = 0;
  let isWrong = false;
  parser.parse(source.replace(DOTTED, "$1 ")).iterate({
    enter({ type, from, to }) {
      // A `yield` alone lacks an expression for the parser only.
      if (type.isError && from === to && open.type.startsWith("Yield")) return false;
      isWrong ||= type.isError || depth > MAX_DEPTH;
      if (isWrong || type.name === "Comment") return false;
      if (type.isTop) return true;
      const node = new Node(type.name, from, to, open);
      open.children.push(node);
      open = node;
      depth += 1;
      return true;
    },
    leave({ type }) {
      if (isWrong || type.isTop) return;
      open = open.parent ?? root;
      depth -= 1;
    },
  });
  return isWrong ? undefined : root;
}

/** Without the parentheses around it. */
export function bare(node: Node): Node {
  const inner = node.children[1];
  return node.type === "ParenthesizedExpression" && inner ? bare(inner) : node;
}

/** `async def`, `async with`. */
export const startsAsync = ({ children }: Node): boolean => /^async$/.test(children[0]?.type ?? "");

/** Children, without the signs between them. */
export const partsOf = (node: Node): readonly Node[] => node.children.filter(({ type }) => !SIGNS.has(type));

const SIGNS = new Set(["(", ")", "[", "]", "{", "}", ",", ":", "*", "**"]);
