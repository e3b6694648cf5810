import type { Program } from "acorn";
import { digest, type Lanes, lanesOf } from "../digest";
import { topLevelParts } from "./bindings";
import type { SdkNames } from "./imports";
import type { References } from "./scope";

/** Offsets in the JavaScript. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of the top level that something can depend on. */
interface Part {
  /** Of its tokens: comments and spaces do not count. */
  readonly lanes: Lanes;
  /** Names of the top level that it uses. */
  readonly uses: readonly string[];
}

/** Names that have the same parts. */
interface Group {
  readonly names: string[];
  readonly parts: Part[];
  /** Everything that its parts use is in it. */
  closed: boolean;
}

/**
 * Versions of pieces of a module: each a digest of the piece's own tokens and of every part of the top level that it
 * uses, directly or not. A statement such as `table.set("a", 1)` or `fill()` may change whatever it can reach, so all
 * that becomes one group with it: a needless miss of the cache is better than a stale hit.
 */
export class Versions {
  private readonly groups = new Map<string, Group>();

  /** @param tokens of `text`, in order */
  constructor(
    private readonly text: string,
    private readonly tokens: readonly Span[],
    private readonly found: References,
    program: Program,
    names: SdkNames,
  ) {
    for (const [local, name] of names.named) this.add(local, { lanes: lanesOf(`import ${name}`), uses: [] });
    for (const local of names.whole) this.add(local, { lanes: lanesOf("import *"), uses: [] });
    const effects: Part[] = [];
    for (const { node, names: declared, declares } of topLevelParts(program)) {
      const part = { lanes: lanesOf(this.tokensOf(node)), uses: this.usesOf(node) };
      for (const name of declared) this.add(name, part);
      if (!declares) effects.push(part);
    }
    for (const effect of effects) this.close(effect);
  }

  /** @returns 16 hex digits */
  of(node: Span): string {
    const parts = new Set<Part>();
    for (const group of this.reachable(this.usesOf(node))) for (const part of group.parts) parts.add(part);
    // A sum, so that the order in which the parts stand in the program does not count.
    let [a, b] = [0, 0];
    for (const { lanes } of parts) [a, b] = [(a + lanes[0]) >>> 0, (b + lanes[1]) >>> 0];
    return digest(`${this.tokensOf(node)}\n${a} ${b}`);
  }

  private add(name: string, part: Part): void {
    const group = this.groups.get(name);
    if (group) group.parts.push(part);
    else this.groups.set(name, { names: [name], parts: [part], closed: false });
  }

  /** Makes one group of a statement and all that it can reach. */
  private close(effect: Part): void {
    const reached = [...this.reachable(effect.uses)].sort(
      (one, other) => other.names.length - one.names.length,
    );
    const [largest, ...rest] = reached;
    if (!largest) return;
    largest.closed = true;
    largest.parts.push(effect);
    for (const group of rest) {
      for (const name of group.names) {
        this.groups.set(name, largest);
        largest.names.push(name);
      }
      for (const part of group.parts) largest.parts.push(part);
    }
  }

  private reachable(uses: readonly string[]): ReadonlySet<Group> {
    const reached = new Set<Group>();
    // One statement can declare thousands of names, each a group with the same part in it.
    const seen = new Set<Part>();
    const queue = [...uses];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const group = this.groups.get(name);
      if (!group || reached.has(group)) continue;
      reached.add(group);
      if (group.closed) continue;
      for (const part of group.parts) {
        if (seen.has(part)) continue;
        seen.add(part);
        for (const next of part.uses) queue.push(next);
      }
    }
    return reached;
  }

  private tokensOf({ start, end }: Span): string {
    const texts: string[] = [];
    for (let index = firstFrom(this.tokens, start); index < this.tokens.length; index++) {
      const token = this.tokens[index];
      if (!token || token.end > end) break;
      texts.push(this.text.slice(token.start, token.end));
    }
    return texts.join("\n");
  }

  private usesOf({ start, end }: Span): string[] {
    const uses = new Set<string>();
    const { all } = this.found;
    for (let index = firstFrom(all, start); index < all.length; index++) {
      const reference = all[index];
      if (!reference || reference.start >= end) break;
      if (reference.declared) uses.add(reference.name);
    }
    return [...uses];
  }
}

/** Index of the first of ascending items that begins at or after an offset. */
export function firstFrom(items: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
