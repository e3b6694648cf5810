/**
 * Reads quantities as people type them: "5 min", "1h 30m", "10k", "64 MiB", "1%". Nothing throws. A unit has to be there
 * wherever leaving it out could mean two things.
 */
export type ReadQuantity =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string };

const DURATION_UNITS: ReadonlyMap<string, number> = new Map([
  ...["ns"].map((name) => [name, 1e-6] as const),
  ...["µs", "μs", "us"].map((name) => [name, 1e-3] as const),
  ...["ms", "msec", "millisecond", "milliseconds"].map((name) => [name, 1] as const),
  ...["s", "sec", "secs", "second", "seconds"].map((name) => [name, 1e3] as const),
  ...["m", "min", "mins", "minute", "minutes"].map((name) => [name, 60e3] as const),
  ...["h", "hr", "hrs", "hour", "hours"].map((name) => [name, 3_600e3] as const),
  ...["d", "day", "days"].map((name) => [name, 86_400e3] as const),
]);

const COUNT_UNITS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["k", 1e3],
  ["thousand", 1e3],
  ["m", 1e6],
  ["million", 1e6],
]);

const BYTE_UNITS: ReadonlyMap<string, number> = new Map([
  ["b", 1],
  ["byte", 1],
  ["bytes", 1],
  ...["k", "m", "g", "t"].flatMap((letter, at) => [
    [`${letter}b`, 1e3 ** (at + 1)] as const,
    [`${letter}ib`, 1024 ** (at + 1)] as const,
  ]),
]);

const NUMBER = String.raw`\d+(?:[,_ \u00A0\u202F]\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+`;
const ONE = new RegExp(String.raw`^(${NUMBER})\s*([a-zµμ]*)$`, "i");
const EACH = new RegExp(String.raw`(${NUMBER})\s*([a-zµμ]+)\s*`, "giy");

const read = (text: string): number => Number(text.replace(/[,_\s\u00A0\u202F]/g, ""));
const refuse = (message: string): ReadQuantity => ({ ok: false, message });

/** @param text "20 s", "1h 30m", "0" @returns ms */
export function readDuration(text: string): ReadQuantity {
  const plain = text.trim();
  if (/^0+(\.0+)?$/.test(plain)) return { ok: true, value: 0 };
  if (ONE.exec(plain)?.[2] === "") return refuse(`Add a unit: "${plain} s" or "${plain} min".`);
  let [sum, end] = [0, 0];
  for (const [all, number = "", unit = ""] of plain.matchAll(EACH)) {
    const size = DURATION_UNITS.get(unit.toLowerCase());
    if (size === undefined) return refuse(`"${unit}" is not a unit of time. Use ms, s, min, h or d.`);
    sum += read(number) * size;
    end += all.length;
  }
  if (end === 0 || end !== plain.length || !Number.isFinite(sum))
    return refuse('Enter a time, such as "20 s" or "5 min".');
  return { ok: true, value: sum };
}

function readWith(text: string, units: ReadonlyMap<string, number>, message: string): ReadQuantity {
  const [, number = "", unit = ""] = ONE.exec(text.trim()) ?? [];
  const size = units.get(unit.toLowerCase());
  const value = number === "" || size === undefined ? Number.NaN : read(number) * size;
  return Number.isFinite(value) ? { ok: true, value } : refuse(message);
}

/** @param text "10,000", "10k", "2.5M" @returns a whole number */
export function readCount(text: string): ReadQuantity {
  const found = readWith(text, COUNT_UNITS, 'Enter a number, such as "10,000" or "10k".');
  // 2.3 × 1e3 is not quite 2300.
  return found.ok ? { ok: true, value: Math.round(found.value) } : found;
}

/** @param text "64 MiB", "1 kB", "0" @returns bytes */
export function readBytes(text: string): ReadQuantity {
  if (/^0+$/.test(text.trim())) return { ok: true, value: 0 };
  return readWith(text, BYTE_UNITS, 'Enter a size, such as "64 MiB" or "200 kB".');
}

/** @param text "1%", "0.5 %", "1" @returns a share: 0.01 is 1% */
export function readPercent(text: string): ReadQuantity {
  const found = readWith(text.replace(/%\s*$/, ""), new Map([["", 1]]), 'Enter a percentage, such as "1%".');
  return found.ok ? { ok: true, value: Number((found.value / 100).toPrecision(12)) } : found;
}

/** @param text "$0.04", "0.04" */
export function readMoney(text: string): ReadQuantity {
  return readWith(text.replace(/^\s*\$/, ""), new Map([["", 1]]), 'Enter a price, such as "$0.04".');
}
