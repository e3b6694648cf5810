import type { Grid } from "./grid";

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Applied twice it is undone. */
export function applyMask({ size, dark, fixed }: Grid, mask: number): void {
  const flips = MASKS[mask] as (x: number, y: number) => boolean;
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const at = y * size + x;
      if (fixed[at] === 0 && flips(x, y)) dark[at] = 1 - (dark[at] as number);
    }
}

const LIKE_A_FINDER = ["00001011101", "10111010000"];

/** How hard it is to read: long runs, squares, what looks like a finder, and an uneven share of dark. */
export function penalty({ size, dark }: Grid): number {
  let sum = 0;
  const lines: string[] = [];
  for (let y = 0; y < size; y += 1) lines.push(dark.subarray(y * size, (y + 1) * size).join(""));
  for (let x = 0; x < size; x += 1)
    lines.push(Array.from({ length: size }, (_, y) => dark[y * size + x]).join(""));
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    for (const pattern of LIKE_A_FINDER)
      for (let at = line.indexOf(pattern); at >= 0; at = line.indexOf(pattern, at + 1)) sum += 40;
  }
  for (let y = 0; y + 1 < size; y += 1)
    for (let x = 0; x + 1 < size; x += 1) {
      const at = y * size + x;
      const own = dark[at];
      if (own === dark[at + 1] && own === dark[at + size] && own === dark[at + size + 1]) sum += 3;
    }
  const share = dark.reduce((all, each) => all + each, 0) / dark.length;
  return sum + Math.floor(Math.abs(share - 0.5) * 20) * 10;
}
