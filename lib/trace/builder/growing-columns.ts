import { type Columns, createColumns, RESIZE, resizeColumns, viewColumns } from "../columns";

/** Rows up to which all columns grow at once: a copy of 3 MB, which nobody feels. */
const SHORT = 32_768;
/** Past this share of the capacity the columns begin to grow for what is coming. */
const EARLY = 0.75;

/**
 * Columns that make room for more rows. Long ones grow one after the other while the last quarter of their room fills
 * up, so that no row costs more than the copy of one column.
 */
export class GrowingColumns {
  /** Anew whenever one of them grew: not to be kept from row to row. */
  columns: Columns = createColumns(256);
  /** Rows that have room in every column. */
  private capacity = 256;
  /** How many columns have grown past `capacity`. */
  private grown = 0;
  /** Row at which the next column grows. */
  private next = 256;

  /** @param most rows there can be */
  constructor(private readonly most: number) {}

  /** Makes room for a row, the one after the last. */
  reserve(row: number): void {
    while (row >= this.next) this.grow();
  }

  /** The first `count` rows, shared, not copied. */
  view(count: number): Columns {
    return viewColumns(this.columns, count);
  }

  private grow(): void {
    const larger = Math.min(this.most, this.capacity * 2);
    if (this.capacity < SHORT) {
      this.columns = resizeColumns(this.columns, larger);
      this.grown = RESIZE.length;
    } else {
      const resize = RESIZE[this.grown];
      if (resize !== undefined) this.columns = resize(this.columns, larger);
      this.grown += 1;
    }
    if (this.grown >= RESIZE.length) {
      this.capacity = larger;
      this.grown = 0;
    }
    this.next = this.nextGrowth();
  }

  private nextGrowth(): number {
    const { capacity, grown, most } = this;
    if (capacity >= most) return Number.POSITIVE_INFINITY;
    if (capacity < SHORT) return capacity;
    return Math.floor(capacity * (EARLY + ((1 - EARLY) * grown) / RESIZE.length));
  }
}
