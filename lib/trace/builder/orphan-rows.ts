import { NAME, SIZE, STRIDE } from "@/lib/protocol/rows";

/** Rows of a chunk: room for more is another chunk, so nothing is copied however many rows wait. */
const CHUNK_ROWS = 4_096;

/** Rows that wait for their parent; those of one parent are chained in the order of arrival. */
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

  /** @param name index in the trace's names, in place of the sender's own number */
  add(parentId: number, rows: Float64Array, base: number, name: number): void {
    if (this.chains.size === 0) this.used = 0;
    const at = this.used;
    if (at === this.chunks.length * CHUNK_ROWS) this.grow();
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

  /** Takes the rows that wait for a parent. @returns their places, see `rowsOf` and `baseOf`; valid until the next `add` */
  take(parentId: number): number[] {
    const chain = this.chains.get(parentId);
    if (chain === undefined) return [];
    this.chains.delete(parentId);
    const places = this.placesFrom(chain.first);
    for (const at of places) this.items -= this.sizeOf(at);
    return places;
  }

  forEach(visit: (parentId: number, places: readonly number[]) => void): void {
    for (const [parentId, { first }] of this.chains) visit(parentId, this.placesFrom(first));
  }

  /** The chunk that holds the row at a place. */
  rowsOf(at: number): Float64Array {
    return this.chunks[Math.floor(at / CHUNK_ROWS)] ?? new Float64Array(0);
  }

  sizeOf(at: number): number {
    return this.rowsOf(at)[baseOf(at) + SIZE] as number;
  }

  private placesFrom(first: number): number[] {
    const places: number[] = [];
    for (let at = first; at >= 0; at = this.next[at] as number) places.push(at);
    return places;
  }

  private grow(): void {
    this.chunks.push(new Float64Array(CHUNK_ROWS * STRIDE));
    if (this.next.length >= this.chunks.length * CHUNK_ROWS) return;
    const next = new Int32Array(Math.max(CHUNK_ROWS, this.next.length * 2));
    next.set(this.next);
    this.next = next;
  }
}

/** Where the row at a place begins in `rowsOf` that place. */
export const baseOf = (at: number): number => (at % CHUNK_ROWS) * STRIDE;
