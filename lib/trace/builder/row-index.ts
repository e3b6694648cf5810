import { ID_SPACE } from "@/lib/protocol/rows";

/**
 * Span id → row. Ids are `lane × ID_SPACE + sequence` with sequences handed out in order, so a lane's part is a plain
 * array: a block of 1,000 items is one `fill`-like loop, not 1,000 Map entries. Ids that would make such an array
 * sparse (only a broken or hostile sender has them) go to a Map, so that memory stays in proportion to what is stored.
 */
export class RowIndex {
  /** Lane → row + 1 by sequence; 0 is "none". */
  private readonly lanes = new Map<number, Int32Array>();
  private readonly sparse = new Map<number, number>();
  private lastLane = -1;
  private lastRows: Int32Array = new Int32Array(0);
  private stored = 0;
  private dense = 0;

  /** @returns -1 where the id is unknown. */
  get(id: number): number {
    const lane = Math.floor(id / ID_SPACE);
    if (lane !== this.lastLane && !this.enter(lane))
      return this.sparse.size === 0 ? -1 : (this.sparse.get(id) ?? -1);
    const row = (this.lastRows[id - lane * ID_SPACE] ?? 0) - 1;
    return row >= 0 || this.sparse.size === 0 ? row : (this.sparse.get(id) ?? -1);
  }

  /** @param id a whole number from 0 to MAX_SAFE_INTEGER that is not in yet. */
  set(id: number, row: number): void {
    const lane = Math.floor(id / ID_SPACE);
    const sequence = id - lane * ID_SPACE;
    this.stored += 1;
    if (lane !== this.lastLane) this.enter(lane, true);
    if (sequence >= this.lastRows.length && !this.grow(lane, sequence)) {
      this.sparse.set(id, row);
      return;
    }
    this.lastRows[sequence] = row + 1;
  }

  private enter(lane: number, create = false): boolean {
    const rows = this.lanes.get(lane);
    if (rows === undefined && !create) return false;
    this.lastLane = lane;
    this.lastRows = rows ?? new Int32Array(0);
    return true;
  }

  private grow(lane: number, sequence: number): boolean {
    const length = Math.min(ID_SPACE, Math.max(16, this.lastRows.length * 2, sequence + 1));
    const added = length - this.lastRows.length;
    if (this.dense + added > 16 * this.stored + 65_536) return false;
    const rows = new Int32Array(length);
    rows.set(this.lastRows);
    this.dense += added;
    this.lanes.set(lane, rows);
    this.lastRows = rows;
    return true;
  }
}
