// What a QR code holds: bytes with the lowest error correction, because a screen has no stains.

/** UTF-8 bytes that the largest one holds. A link is ASCII. */
export const QR_MAX_BYTES = 2953;

/** By version: bytes for correction in each block, and how many blocks. */
const CORRECTION = [
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30,
  30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
];
const BLOCKS = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
  19, 19, 20, 21, 22, 24, 25,
];
/** Bits of data and correction. */
function rawBits(version: number): number {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    bits -= (25 * marks - 10) * marks - 55;
    if (version >= 7) bits -= 36;
  }
  return bits;
}

const correctionOf = (version: number): number => CORRECTION[version - 1] as number;
const blocksOf = (version: number): number => BLOCKS[version - 1] as number;
const dataBytes = (version: number): number =>
  Math.floor(rawBits(version) / 8) - correctionOf(version) * blocksOf(version);
/** Bits of the number of bytes. */
const countBits = (version: number): number => (version < 10 ? 8 : 16);

export function versionFor(bytes: number): number {
  for (let version = 1; version <= 40; version += 1)
    if (4 + countBits(version) + bytes * 8 <= dataBytes(version) * 8) return version;
  throw new RangeError(`A QR code holds at most ${QR_MAX_BYTES} bytes, not ${bytes}.`);
}

/** The text as a segment of bytes, filled up to the capacity. */
export function dataOf(bytes: Uint8Array, version: number): Uint8Array {
  const data = new Uint8Array(dataBytes(version));
  let at = 0;
  const put = (value: number, bits: number): void => {
    for (let bit = bits - 1; bit >= 0; bit -= 1, at += 1)
      data[at >> 3] = (data[at >> 3] as number) | (((value >> bit) & 1) << (7 - (at & 7)));
  };
  put(4, 4);
  put(bytes.length, countBits(version));
  for (const byte of bytes) put(byte, 8);
  // The end, up to a whole byte, and then two bytes in turn.
  const from = Math.min(data.length, (at + 4 + 7) >> 3);
  for (let i = from; i < data.length; i += 1) data[i] = (i - from) % 2 === 0 ? 0xec : 0x11;
  return data;
}

/** Product in GF(2⁸) with the polynomial 0x11d. */
export function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

/** Coefficients of the Reed-Solomon generator, without the leading 1. */
function generator(degree: number): Uint8Array {
  const found = new Uint8Array(degree);
  found[degree - 1] = 1;
  let root = 1;
  for (let i = 0; i < degree; i += 1) {
    for (let j = 0; j < degree; j += 1)
      found[j] = multiply(found[j] as number, root) ^ (j + 1 < degree ? (found[j + 1] as number) : 0);
    root = multiply(root, 2);
  }
  return found;
}

function remainder(data: Uint8Array, divisor: Uint8Array): Uint8Array {
  const rest = new Uint8Array(divisor.length);
  for (const byte of data) {
    const factor = byte ^ (rest[0] as number);
    rest.copyWithin(0, 1);
    rest[rest.length - 1] = 0;
    for (let i = 0; i < rest.length; i += 1)
      rest[i] = (rest[i] as number) ^ multiply(divisor[i] as number, factor);
  }
  return rest;
}

/** Blocks of data with their correction, interleaved. The last blocks are a byte longer where they do not divide evenly. */
export function withCorrection(data: Uint8Array, version: number): Uint8Array {
  const [count, correction] = [blocksOf(version), correctionOf(version)];
  const divisor = generator(correction);
  const short = Math.floor(data.length / count);
  const shortBlocks = count - (data.length % count);
  const blocks = Array.from({ length: count }, (_, at) => {
    const from = at * short + Math.max(0, at - shortBlocks);
    return data.subarray(from, from + short + (at < shortBlocks ? 0 : 1));
  });
  const ends = blocks.map((block) => remainder(block, divisor));
  const all: number[] = [];
  for (let i = 0; i <= short; i += 1)
    for (const block of blocks) if (i < block.length) all.push(block[i] as number);
  for (let i = 0; i < correction; i += 1) for (const end of ends) all.push(end[i] as number);
  return Uint8Array.from(all);
}
