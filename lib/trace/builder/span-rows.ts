import { STATUSES } from "@/lib/model/status";
import { ATTEMPT, PACKED, statusOf } from "@/lib/protocol/rows";
import { type Columns, copyRow } from "../columns";
import { GrowingColumns } from "./growing-columns";
import { RowIndex } from "./row-index";
import { writeRow } from "./write-row";

const RUNNING = STATUSES.indexOf("running");

interface RowsOwner {
  hasRoom(rows: number): boolean;
  /** An attempt that a later one replaced has moved to another row. */
  moved(from: number, to: number): void;
  /** A lane had a call at this time, ms. */
  received(lane: number, time: number): void;
}

/**
 * The rows of a trace while they are written: one for each span, found by its id, and one for each attempt that a later
 * one replaced. Methods write the k-th item of a row as it crossed threads, which begins at `base` of `rows`.
 */
export class SpanRows {
  count = 0;
  private readonly growing: GrowingColumns;
  private readonly index = new RowIndex();
  /** `row × 65,536 + attempt` → row, for attempts that a later one has replaced. */
  private readonly earlier = new Map<number, number>();

  constructor(
    most: number,
    private readonly owner: RowsOwner,
  ) {
    this.growing = new GrowingColumns(most);
  }

  get columns(): Columns {
    return this.growing.columns;
  }

  view(): Columns {
    return this.growing.view(this.count);
  }

  /** @returns the span's row, -1 where the id is unknown */
  rowOf(id: number): number {
    return this.index.get(id);
  }

  /** @returns the row of one attempt of a span, -1 where it is unknown */
  rowOfAttempt(id: number, attempt: number): number {
    if (!(id >= 0 && id <= Number.MAX_SAFE_INTEGER)) return -1;
    const row = this.index.get(id);
    if (row < 0 || this.columns.attempt[row] === attempt) return row;
    return this.earlier.get(row * 65_536 + attempt) ?? -1;
  }

  insert(id: number, parent: number, rows: Float64Array, base: number, name: number, k: number): void {
    const row = this.append();
    const { columns } = this;
    columns.id[row] = id;
    columns.parent[row] = parent;
    columns.attemptOf[row] = -1;
    this.write(row, rows, base, name, k);
    this.index.set(id, row);
  }

  /** For a span that has a row. */
  update(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const attempt = rows[base + ATTEMPT] as number;
    const current = this.columns.attempt[row] as number;
    if (attempt === current) this.replace(row, rows, base, name, k);
    else if (attempt > current) {
      const moved = this.attemptRow(row, current);
      if (moved >= 0) this.owner.moved(row, moved);
      this.write(row, rows, base, name, k);
    } else {
      const known = this.earlier.get(row * 65_536 + attempt);
      if (known !== undefined) this.replace(known, rows, base, name, k);
      else {
        const added = this.attemptRow(row, attempt);
        if (added >= 0) this.write(added, rows, base, name, k);
      }
    }
  }

  private append(): number {
    const row = this.count;
    this.growing.reserve(row);
    this.count = row + 1;
    return row;
  }

  /** A separate row for an attempt that is not the span's last: a copy of the span's. @returns -1 where there is no room */
  private attemptRow(span: number, attempt: number): number {
    if (!this.owner.hasRoom(1)) return -1;
    const row = this.append();
    copyRow(this.columns, span, row);
    this.columns.attemptOf[row] = span;
    this.earlier.set(span * 65_536 + attempt, row);
    return row;
  }

  /** For an attempt that has a row. */
  private replace(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const late = this.columns.status[row] !== RUNNING && statusOf(rows[base + PACKED] as number) === RUNNING;
    if (!late) this.write(row, rows, base, name, k);
  }

  private write(row: number, rows: Float64Array, base: number, name: number, k: number): void {
    const { columns } = this;
    writeRow(columns, row, rows, base, name, k);
    this.owner.received(columns.worker[row] as number, columns.received[row] as number);
  }
}
