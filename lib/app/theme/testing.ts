/** Color arithmetic for the palette's test: contrast, and distance as seen with four kinds of color vision. */
type Rgb = readonly [number, number, number];

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** @param hex `#rrggbb`. @returns linear light, 0 to 1. */
function linear(hex: string): Rgb {
  return [channel(hex, 1), channel(hex, 3), channel(hex, 5)];
}

/** WCAG 2.2's contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export const VISIONS = ["normal", "protan", "deutan", "tritan"] as const;
export type Vision = (typeof VISIONS)[number];

/** Machado, Oliveira, Fernandes 2009, "A physiologically-based model for simulation of color vision deficiency", severity 1. */
const MATRICES: Readonly<Record<Vision, readonly [Rgb, Rgb, Rgb]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(color: Rgb, vision: Vision): Rgb {
  const row = (weights: Rgb): number =>
    Math.min(1, Math.max(0, weights[0] * color[0] + weights[1] * color[1] + weights[2] * color[2]));
  const [red, green, blue] = MATRICES[vision];
  return [row(red), row(green), row(blue)];
}

/** Björn Ottosson's OKLab, from linear sRGB. */
function oklab([red, green, blue]: Rgb): Rgb {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

/** Distance in OKLab (0 the same, 1 black to white) as seen with this vision; about 0.02 is just noticeable side by side. */
export function distance(a: string, b: string, vision: Vision): number {
  const one = oklab(seen(linear(a), vision));
  const other = oklab(seen(linear(b), vision));
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
