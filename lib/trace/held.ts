import { NAME, SIZE, STRIDE } from "./rows";

/** Rows that wait for their parent, in one array; those of one parent are chained in the order in which they came. */
export class HeldRows {
  rows = new Float64Array(0);
  /** Items that the rows cover. */
  items = 0;
  private next = new Int32Array(0);
  private used = 0;
  private readonly chains = new Map<number, { first: number; last: number }>();

  get parents(): number {
    return this.chains.size;
  }

  /** @param name replaces the sender's own number of the name, whose table may have grown by the time the row is placed */
  add(parentId: number, rows: Float64Array, base: number, name: number): void {
    if (this.chains.size === 0) this.used = 0;
    const at = this.used;
    if (at === this.next.length) this.grow();
    this.used = at + 1;
    this.rows.set(rows.subarray(base, base + STRIDE), at * STRIDE);
    this.rows[at * STRIDE + NAME] = name;
    this.next[at] = -1;
    this.items += rows[base + SIZE] as number;
    const chain = this.chains.get(parentId);
    if (chain === undefined) this.chains.set(parentId, { first: at, last: at });
    else {
      this.next[chain.last] = at;
      chain.last = at;
    }
  }

  /** Takes the rows that wait for a parent. @returns where in `rows` each begins */
  take(parentId: number): number[] {
    const chain = this.chains.get(parentId);
    if (chain === undefined) return [];
    this.chains.delete(parentId);
    const bases: number[] = [];
    for (let at = chain.first; at >= 0; at = this.next[at] as number) {
      bases.push(at * STRIDE);
      this.items -= this.rows[at * STRIDE + SIZE] as number;
    }
    return bases;
  }

  /** Calls back with each parent waited for and, for each, where its rows begin. */
  forEach(visit: (parentId: number, bases: readonly number[]) => void): void {
    for (const [parentId, { first }] of this.chains) {
      const bases: number[] = [];
      for (let at = first; at >= 0; at = this.next[at] as number) bases.push(at * STRIDE);
      visit(parentId, bases);
    }
  }

  private grow(): void {
    const capacity = Math.max(64, this.next.length * 2);
    const rows = new Float64Array(capacity * STRIDE);
    rows.set(this.rows);
    this.rows = rows;
    const next = new Int32Array(capacity);
    next.set(this.next);
    this.next = next;
  }
}
