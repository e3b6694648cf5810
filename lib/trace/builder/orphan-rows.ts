import { NAME, SIZE, STRIDE } from "@/lib/protocol/rows";

/** Rows of a chunk: room is made by another one, so that nothing is copied however many rows wait. */
const CHUNK = 4_096;

/** Rows that wait for their parent; those of one parent are chained in the order in which they came. */
export class OrphanRows {
  /** Items that the rows cover. */
  items = 0;
  private readonly chunks: Float64Array[] = [];
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
    if (at === this.chunks.length * CHUNK) this.grow();
    this.used = at + 1;
    const held = this.rowsOf(at);
    held.set(rows.subarray(base, base + STRIDE), baseOf(at));
    held[baseOf(at) + NAME] = name;
    this.next[at] = -1;
    this.items += rows[base + SIZE] as number;
    const chain = this.chains.get(parentId);
    if (chain === undefined) this.chains.set(parentId, { first: at, last: at });
    else {
      this.next[chain.last] = at;
      chain.last = at;
    }
  }

  /** Takes the rows that wait for a parent. @returns their places, see `rowsOf` and `baseOf`; good until the next `add` */
  take(parentId: number): number[] {
    const chain = this.chains.get(parentId);
    if (chain === undefined) return [];
    this.chains.delete(parentId);
    const places = this.placesFrom(chain.first);
    for (const at of places) this.items -= this.sizeOf(at);
    return places;
  }

  /** Calls back with each parent waited for and, for each, the places of its rows. */
  forEach(visit: (parentId: number, places: readonly number[]) => void): void {
    for (const [parentId, { first }] of this.chains) visit(parentId, this.placesFrom(first));
  }

  /** The rows among which the one at a place is. */
  rowsOf(at: number): Float64Array {
    return this.chunks[Math.floor(at / CHUNK)] ?? new Float64Array(0);
  }

  /** How many items the row at a place covers. */
  sizeOf(at: number): number {
    return this.rowsOf(at)[baseOf(at) + SIZE] as number;
  }

  private placesFrom(first: number): number[] {
    const places: number[] = [];
    for (let at = first; at >= 0; at = this.next[at] as number) places.push(at);
    return places;
  }

  private grow(): void {
    this.chunks.push(new Float64Array(CHUNK * STRIDE));
    if (this.next.length >= this.chunks.length * CHUNK) return;
    const next = new Int32Array(Math.max(CHUNK, this.next.length * 2));
    next.set(this.next);
    this.next = next;
  }
}

/** Where the row at a place begins in `rowsOf` that place. */
export const baseOf = (at: number): number => (at % CHUNK) * STRIDE;
