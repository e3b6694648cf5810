import { Parser } from "acorn";

/** Names from which on a list is not gone through any more. */
const LIST_MAX_LENGTH = 16;

/** A list in which a name is found at once, however long it is. */
class Names extends Array<string> {
  private known: Set<string> | undefined;

  override push(...names: string[]): number {
    const length = super.push(...names);
    if (this.known) for (const name of names) this.known.add(name);
    else if (length > LIST_MAX_LENGTH) this.known = new Set(this);
    return length;
  }

  /** Its place, or where there are many names, only whether it is there: 0 or -1. */
  override indexOf(name: string): number {
    if (!this.known) return super.indexOf(name);
    return this.known.has(name) ? 0 : -1;
  }
}

/**
 * acorn looks through all the names of a scope for each that is declared in it, to see whether one is declared twice: for
 * a program of nothing but declarations that takes many seconds. It asks of its lists whether a name is there, and the
 * first one, and nothing else.
 */
export class ScriptParser extends Parser {
  override enterScope(flags: number): void {
    super.enterScope(flags);
    const scope = this.currentScope();
    scope.var = new Names();
    scope.lexical = new Names();
    scope.functions = new Names();
  }
}
