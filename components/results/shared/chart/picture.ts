/**
 * A chart as a file: with its title, legend and source, always in light colors, so that it can be read on paper. Charts
 * use custom properties and classes of the page, which a file lacks, so their computed values are written into a copy.
 */
const PAINTED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
] as const;

/** A mark of the legend. `color` is the name of a custom property, such as "compute". */
export interface PictureMark {
  readonly label: string;
  readonly color: string;
  /** Default "box". */
  readonly shape?: "box" | "hatch" | "line" | "dashed" | "dot";
}

interface PictureWords {
  readonly title: string;
  readonly marks?: readonly PictureMark[] | undefined;
  readonly source?: string | undefined;
}

const NS = "http://www.w3.org/2000/svg";
const EDGE = 16;
/** px between two lines of text. */
const LINE = 20;
const SMALL = 17;

function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ""): SVGElement {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/** Wraps text to `most` px at a font size of `size` px; letters of a sans-serif font are about 0.56 as wide. */
export function wrapped(text: string, most: number, size: number): readonly string[] {
  const letters = Math.max(8, Math.floor(most / (size * 0.56)));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function settle(from: Element, to: Element): void {
  if (to instanceof SVGElement) {
    const style = getComputedStyle(from);
    for (const name of PAINTED) {
      const value = style.getPropertyValue(name);
      // In the page a pattern is named by its address; in a file by its id.
      if (value) to.setAttribute(name, value.replace(/url\("[^"#]*#/g, 'url("#'));
    }
    to.removeAttribute("class");
    to.removeAttribute("style");
  }
  for (let at = 0; at < from.children.length; at += 1) {
    const source = from.children[at];
    const target = to.children[at];
    if (source && target) settle(source, target);
  }
}

function markShapes({ color, shape = "box" }: PictureMark, x: number, y: number): readonly SVGElement[] {
  const paint = `var(--${color})`;
  const line = { x1: x, x2: x + 16, y1: y, y2: y, stroke: paint, "stroke-width": 2 };
  switch (shape) {
    case "line":
      return [element("line", line)];
    case "dashed":
      return [element("line", { ...line, "stroke-width": 1.5, "stroke-dasharray": "4 3" })];
    case "dot":
      return [
        element("circle", { cx: x + 8, cy: y, r: 4, fill: "none", stroke: paint, "stroke-width": 1.5 }),
      ];
    default: {
      const box = { x, y: y - 6, width: 12, height: 12 };
      const stripes = `M${x} ${y}l6 -6M${x} ${y + 6}l12 -12M${x + 6} ${y + 6}l6 -6`;
      return [
        element("rect", { ...box, fill: paint }),
        ...(shape === "hatch"
          ? [element("path", { d: stripes, stroke: "var(--idle-hatch)", "stroke-width": 1.5 })]
          : []),
      ];
    }
  }
}

function compose(svg: SVGSVGElement, { title, marks = [], source }: PictureWords): SVGSVGElement {
  const box = svg.getBoundingClientRect();
  const width = Math.round(box.width) + 2 * EDGE;
  const made = element("svg", { fill: "none" }) as SVGSVGElement;
  const texts: SVGElement[] = [];
  let y = EDGE;
  const write = (text: string, size: number, color: string, step: number, weight = 400): void => {
    for (const line of wrapped(text, width - 2 * EDGE, size)) {
      y += step;
      texts.push(
        element(
          "text",
          { x: EDGE, y: y - 5, fill: `var(--${color})`, "font-size": size, "font-weight": weight },
          line,
        ),
      );
    }
  };
  write(title, 15, "text", LINE, 600);
  y += 8;
  const chart = svg.cloneNode(true) as SVGSVGElement;
  for (const [name, value] of Object.entries({ x: EDGE, y, width: box.width, height: box.height }))
    chart.setAttribute(name, String(value));
  chart.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
  y += box.height + 8;
  let x = EDGE;
  for (const [at, mark] of marks.entries()) {
    const needs = 22 + mark.label.length * 7 + 14;
    if (at === 0) y += SMALL;
    else if (x + needs > width - EDGE) {
      x = EDGE;
      y += SMALL;
    }
    texts.push(...markShapes(mark, x, y - 9));
    texts.push(element("text", { x: x + 22, y: y - 5, fill: "var(--muted)", "font-size": 12 }, mark.label));
    x += needs;
  }
  if (source) {
    y += 6;
    write(source, 12, "muted", SMALL);
  }
  y += EDGE;
  const ground = element("rect", { width: "100%", height: "100%", fill: "var(--surface)" });
  made.append(element("title", {}, title), ground, ...texts, chart);
  for (const [name, value] of Object.entries({ width, height: y, viewBox: `0 0 ${width} ${y}` }))
    made.setAttribute(name, String(value));
  return made;
}

export function svgText(svg: SVGSVGElement, words: PictureWords): string {
  const room = document.createElement("div");
  // The light theme applies inside it.
  room.dataset.theme = "light";
  room.setAttribute("aria-hidden", "true");
  room.style.cssText = "position:absolute;left:-10000px;top:0;color:var(--text)";
  const live = compose(svg, words);
  room.append(live);
  document.body.append(room);
  const copy = live.cloneNode(true) as SVGSVGElement;
  settle(live, copy);
  room.remove();
  copy.setAttribute("xmlns", NS);
  return new XMLSerializer().serializeToString(copy);
}

/** @param scale pixels of the picture per pixel of the page. Default 2 */
export async function svgToPng(text: string, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvasBlob(canvas);
}

function canvasBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("Could not create the image."))),
      "image/png",
    );
  });
}
