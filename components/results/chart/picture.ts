/**
 * A chart as a file. Charts are painted with custom properties and classes of the page; a picture has neither, so what
 * they come to is written into a copy.
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

function settle(from: Element, to: Element): void {
  if (to instanceof SVGElement) {
    const style = getComputedStyle(from);
    for (const name of PAINTED) {
      const value = style.getPropertyValue(name);
      // A pattern is named by its address in the page; in the file it is its own.
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

/** @param ground colour behind the chart. @returns the SVG as a document of its own */
export function svgText(svg: SVGSVGElement, ground: string, title: string): string {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return "";
  settle(svg, copy);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  const back = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  back.setAttribute("width", "100%");
  back.setAttribute("height", "100%");
  back.setAttribute("fill", ground);
  copy.prepend(name, back);
  return new XMLSerializer().serializeToString(copy);
}

/** @param scale pixels of the picture for one of the page. Default 2 */
export async function svgToPng(text: string, width: number, height: number, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvasBlob(canvas);
}

export function canvasBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))),
      "image/png",
    );
  });
}
