/** A text as wide as there is room for, shortened in the middle: names differ at their ends. @param widthOf px of a text */
export function fitText(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text;
  // By code points, so that no surrogate pair is torn.
  const points = [...text];
  const shortened = (kept: number): string =>
    `${points.slice(0, Math.ceil(kept / 2)).join("")}…${points.slice(points.length - Math.floor(kept / 2)).join("")}`;
  let [fits, tooLong] = [0, points.length];
  while (tooLong - fits > 1) {
    const kept = (fits + tooLong) >> 1;
    if (widthOf(shortened(kept)) <= room) fits = kept;
    else tooLong = kept;
  }
  return shortened(fits);
}

let context: CanvasRenderingContext2D | null | undefined;

/** px of a chart's 13 px text in the page's font. */
export function labelWidth(text: string): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * 8;
  context.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}
