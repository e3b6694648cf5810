// The patterns of a QR code, and the way of its data between them.

/** The bits of the lowest error correction in the format. */
const LEVEL = 1;

export interface Grid {
  readonly version: number;
  readonly size: number;
  readonly dark: Uint8Array;
  /** Patterns that hold no data. */
  readonly fixed: Uint8Array;
}

function set({ size, dark, fixed }: Grid, x: number, y: number, isDark: boolean): void {
  dark[y * size + x] = isDark ? 1 : 0;
  fixed[y * size + x] = 1;
}

/** Centres of the small squares, on both axes. */
export function alignment(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => last - (count - 2 - at) * step)];
}

export function emptyGrid(version: number): Grid {
  const size = version * 4 + 17;
  const grid = { version, size, dark: new Uint8Array(size * size), fixed: new Uint8Array(size * size) };
  for (let i = 0; i < size; i += 1) {
    set(grid, 6, i, i % 2 === 0);
    set(grid, i, 6, i % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawSquare(grid, x, y, 4);
  const centres = alignment(version);
  for (const x of centres)
    for (const y of centres) {
      const isCorner = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);
      if (!isCorner) drawSquare(grid, x, y, 2);
    }
  drawFormat(grid, 0);
  drawVersion(grid);
  return grid;
}

/** A finder with its light rim (radius 4), or an alignment square (radius 2). */
function drawSquare(grid: Grid, x: number, y: number, radius: 2 | 4): void {
  for (let dy = -radius; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      const inside = x + dx >= 0 && x + dx < grid.size && y + dy >= 0 && y + dy < grid.size;
      if (inside) set(grid, x + dx, y + dy, radius === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
    }
}

/** Bits with the remainder of a division as their check. */
function checked(value: number, bits: number, polynomial: number): number {
  let rest = value;
  for (let i = 0; i < bits; i += 1) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * polynomial);
  return (value << bits) | rest;
}

export function drawFormat(grid: Grid, mask: number): void {
  const { size } = grid;
  const bits = checked((LEVEL << 3) | mask, 10, 0x537) ^ 0x5412;
  const bit = (at: number): boolean => ((bits >>> at) & 1) === 1;
  for (let i = 0; i < 15; i += 1) {
    // Once around the first finder, past the timing lines, and once shared by the other two.
    if (i < 8) set(grid, 8, i < 6 ? i : i + 1, bit(i));
    else set(grid, i < 9 ? 7 : 14 - i, 8, bit(i));
    if (i < 8) set(grid, size - 1 - i, 8, bit(i));
    else set(grid, 8, size - 15 + i, bit(i));
  }
  set(grid, 8, size - 8, true);
}

function drawVersion(grid: Grid): void {
  if (grid.version < 7) return;
  const bits = checked(grid.version, 12, 0x1f25);
  for (let i = 0; i < 18; i += 1) {
    const [far, near] = [grid.size - 11 + (i % 3), Math.floor(i / 3)];
    const isDark = ((bits >>> i) & 1) === 1;
    set(grid, far, near, isDark);
    set(grid, near, far, isDark);
  }
}

/** Columns of two from the right, up and down in turn, around the upright timing line. */
export function* dataModules(size: number): Generator<readonly [x: number, y: number]> {
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUp = ((right + 1) & 2) === 0;
    for (let i = 0; i < size; i += 1) for (const x of [right, right - 1]) yield [x, isUp ? size - 1 - i : i];
  }
}

export function drawCodewords({ size, dark, fixed }: Grid, words: Uint8Array): void {
  let at = 0;
  for (const [x, y] of dataModules(size)) {
    if (fixed[y * size + x] === 1 || at >= words.length * 8) continue;
    dark[y * size + x] = ((words[at >> 3] as number) >> (7 - (at & 7))) & 1;
    at += 1;
  }
}
