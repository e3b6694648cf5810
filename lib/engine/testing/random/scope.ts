interface Entry<T> {
  readonly held: T;
  /** A result that only its own chain knows. */
  readonly isOwn: boolean;
}

/** What a body has at hand: its arguments and the results so far, as names in the text and as values in the meaning. */
export class Scope<T> {
  private constructor(
    private readonly entries: Entry<T>[],
    private readonly isChain: boolean,
  ) {}

  static of<T>(held: readonly T[]): Scope<T> {
    return new Scope(
      held.map((one) => ({ held: one, isOwn: true })),
      false,
    );
  }

  add(held: T, isOwn: boolean): void {
    this.entries.push({ held, isOwn });
  }

  at(which: number): T {
    return (this.entries[which % this.entries.length] as Entry<T>).held;
  }

  /** Chains run in parallel: each changes only what is its own. */
  toTouch(which: number): T | undefined {
    const entries = this.isChain ? this.entries.filter(({ isOwn }) => isOwn) : this.entries;
    return entries[which % entries.length]?.held;
  }

  last(): T {
    return (this.entries.at(-1) as Entry<T>).held;
  }

  /** Of a function inside the body. */
  inner(isChain: boolean): Scope<T> {
    const entries = isChain ? this.entries.map(({ held }) => ({ held, isOwn: false })) : [...this.entries];
    return new Scope(entries, isChain || this.isChain);
  }
}
