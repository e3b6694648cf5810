import { dataOf, versionFor, withCorrection } from "./codewords";
import { drawCodewords, drawFormat, emptyGrid } from "./grid";
import { applyMask, penalty } from "./masks";

export { QR_MAX_BYTES } from "./codewords";

export interface QrCode {
  /** Modules on each side. */
  readonly size: number;
  readonly isDark: (x: number, y: number) => boolean;
}

/** A QR code of a text, after ISO/IEC 18004. @throws {RangeError} if the text is too long */
export function qrCode(text: string): QrCode {
  const bytes = new TextEncoder().encode(text);
  const version = versionFor(bytes.length);
  const grid = emptyGrid(version);
  drawCodewords(grid, withCorrection(dataOf(bytes, version), version));
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 8; mask += 1) {
    drawFormat(grid, mask);
    applyMask(grid, mask);
    const found = penalty(grid);
    applyMask(grid, mask);
    if (found < least) [best, least] = [mask, found];
  }
  drawFormat(grid, best);
  applyMask(grid, best);
  return { size: grid.size, isDark: (x, y) => grid.dark[y * grid.size + x] === 1 };
}
