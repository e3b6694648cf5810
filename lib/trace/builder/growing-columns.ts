import {
  COLUMN_NAMES,
  type Columns,
  createColumns,
  resizeColumn,
  resizeColumns,
  viewColumns,
} from "../columns";

/** Rows up to which all columns grow in one go: a copy of 3 MB, about 1 ms. */
const GROW_TOGETHER_MAX_ROWS = 32_768;
/** Past this share of the capacity the columns begin to grow, one after the other. */
const GROWTH_START_SHARE = 0.75;

/**
 * Columns that make room for more rows. Long ones grow one after the other while the last quarter of their room fills
 * up, so that no row costs more than the copy of one column.
 */
export class GrowingColumns {
  /** A new object whenever one of them grows: do not keep it from row to row. */
  columns: Columns = createColumns(256);
  /** Rows that have room in every column. */
  private capacity = 256;
  /** How many columns have grown past `capacity`. */
  private grown = 0;
  /** Row at which the next column grows. */
  private next = 256;

  constructor(private readonly maxRows: number) {}

  reserve(row: number): void {
    while (row >= this.next) this.grow();
  }

  /** The first `count` rows, shared, not copied. */
  view(count: number): Columns {
    return viewColumns(this.columns, count);
  }

  private grow(): void {
    const larger = Math.min(this.maxRows, this.capacity * 2);
    if (this.capacity < GROW_TOGETHER_MAX_ROWS) {
      this.columns = resizeColumns(this.columns, larger);
      this.grown = COLUMN_NAMES.length;
    } else {
      const name = COLUMN_NAMES[this.grown];
      if (name !== undefined) this.columns = resizeColumn(this.columns, name, larger);
      this.grown += 1;
    }
    if (this.grown >= COLUMN_NAMES.length) {
      this.capacity = larger;
      this.grown = 0;
    }
    this.next = this.nextGrowth();
  }

  private nextGrowth(): number {
    const { capacity, grown, maxRows } = this;
    if (capacity >= maxRows) return Number.POSITIVE_INFINITY;
    if (capacity < GROW_TOGETHER_MAX_ROWS) return capacity;
    return Math.floor(
      capacity * (GROWTH_START_SHARE + ((1 - GROWTH_START_SHARE) * grown) / COLUMN_NAMES.length),
    );
  }
}
