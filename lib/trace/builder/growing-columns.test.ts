import fc from "fast-check";
import { expect, it } from "vitest";
import { type Columns, createColumns, resizeColumns } from "../columns";
import { GrowingColumns } from "./growing-columns";

const bytesOf = (columns: Columns): number[] => Object.values(columns).map(({ byteLength }) => byteLength);
const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);
const BYTES_A_ROW = total(bytesOf(createColumns(1)));

/** Writes the row's number into every column. */
function write(columns: Columns, row: number): void {
  for (const column of Object.values(columns)) column[row] = row % 251;
}

const holds = (columns: Columns, row: number): boolean =>
  Object.values(columns).every((column) => column[row] === row % 251);

it("keeps every value of every column", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 150_000 }), (count) => {
      const growing = new GrowingColumns(120_000);
      const rows = Math.min(120_000, count);
      for (let row = 0; row < rows; row += 1) {
        growing.reserve(row);
        write(growing.columns, row);
      }
      const view = growing.view(rows);
      expect(Object.values(view).every(({ length }) => length === rows)).toBe(true);
      for (let row = 0; row < rows; row += 997) expect(holds(view, row)).toBe(true);
      expect(holds(view, rows - 1)).toBe(true);
    }),
    { numRuns: 6 },
  );
});

it("copies one column at a time, and has room for about twice the rows at most", () => {
  const growing = new GrowingColumns(1_000_000);
  let before = growing.columns;
  let most = 0;
  let roomiest = 0;
  for (let row = 0; row < 1_000_000; row += 1) {
    growing.reserve(row);
    const { columns } = growing;
    if (columns === before) continue;
    const [from, to] = [bytesOf(before), bytesOf(columns)];
    most = Math.max(most, total(from.filter((size, at) => to[at] !== size)));
    roomiest = Math.max(roomiest, total(to) / (BYTES_A_ROW * (row + 1)));
    before = columns;
  }
  // Half a million rows of eight bytes; all columns would be 50 MB.
  expect(most).toBeLessThanOrEqual(2 ** 19 * 8);
  expect(roomiest).toBeLessThanOrEqual(2.1);
  expect(total(bytesOf(before))).toBe(1_000_000 * BYTES_A_ROW);
});

it("does not change a view when its column grows", () => {
  const growing = new GrowingColumns(1_000);
  growing.columns.id[7] = 7;
  const view = growing.view(256);
  growing.reserve(256);
  growing.columns.id[7] = 8;
  expect(view.id[7]).toBe(7);
});

it("also shrinks columns", () => {
  const columns = createColumns(4);
  columns.settled.set([1, 2, 3, 4]);
  expect([...resizeColumns(columns, 2).settled]).toEqual([1, 2]);
});
