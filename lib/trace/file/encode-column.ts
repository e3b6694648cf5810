import { ROWS_PER_STEP } from "@/lib/base/incremental";
import type { Column } from "../columns";

/**
 * Units in which times are whole numbers: ms, µs, the step of a double as large as ms since 1970, ns. Fewer digits than
 * the times themselves, and their differences fewer still.
 */
const SCALES = [1, 1_000, 4_096, 1_000_000];

/** Equal items in a row from which a pair is shorter. */
const MIN_REPEATS = 3;

export function* columnText(column: Column, rows: number): Generator<string> {
  const scale = scaleOf(column, rows);
  if (scale === undefined) yield '{"values":[';
  else yield scale === 1 ? '{"deltas":[' : `{"scale":${scale},"deltas":[`;
  let before = 0;
  for (let from = 0; from < rows; from += ROWS_PER_STEP) {
    const items = new ItemWriter();
    for (let row = from; row < Math.min(rows, from + ROWS_PER_STEP); row += 1) {
      const value = column[row] as number;
      if (Number.isNaN(value)) items.push("null");
      else if (scale === undefined) items.push(String(value));
      else {
        const whole = Math.round(value * scale);
        items.push(String(whole - before));
        before = whole;
      }
    }
    yield (from > 0 ? "," : "") + items.text();
  }
  yield "]}";
}

/** The first unit in which every value is a whole number, and can be read again exactly; undefined where there is none. */
function scaleOf(column: Column, rows: number): number | undefined {
  if (!(column instanceof Float64Array)) return 1;
  return SCALES.find((scale) => {
    for (let row = 0; row < rows; row += 1) {
      const value = column[row] as number;
      const whole = Math.round(value * scale);
      if (!Number.isNaN(value) && !(Number.isSafeInteger(whole) && whole / scale === value)) return false;
    }
    return true;
  });
}

class ItemWriter {
  private readonly items: string[] = [];
  private last = "";
  private times = 0;

  push(item: string): void {
    if (item !== this.last) this.flush();
    this.last = item;
    this.times += 1;
  }

  text(): string {
    this.flush();
    return this.items.join(",");
  }

  private flush(): void {
    if (this.times >= MIN_REPEATS) this.items.push(`[${this.last},${this.times}]`);
    else for (let i = 0; i < this.times; i += 1) this.items.push(this.last);
    this.times = 0;
  }
}
