import { type PictureMark, svgText, svgToPng } from "@/components/results/shared/chart/picture";
import type { ColorMark } from "@/components/results/shared/span/colors";
import { PALETTES } from "@/lib/app/theme/palette";
import { durationScale } from "@/lib/base/format";
import { AXIS, type Looks } from "./canvas";
import { drawScene } from "./draw";
import type { Scene } from "./scene";

/** px: a trial with many lanes is cut off at the bottom. */
const MAX_HEIGHT = 4_000;
/** Pixels of the picture per pixel of the page. */
const SCALE = 2;
const NS = "http://www.w3.org/2000/svg";

const MARKS: readonly PictureMark[] = [
  { label: "Task", color: "compute" },
  { label: "Waiting for nested calls", color: "compute", shape: "line" },
  { label: "Transfer", color: "transfer" },
  { label: "Worker start", color: "spawn", shape: "dashed" },
  { label: "Failed", color: "failed" },
];

/** The time in view as a PNG, in light colors, with its texts and all lanes, including those scrolled out of view. */
export async function timelinePicture(
  scene: Scene,
  {
    view,
    paths,
    colorBy,
    marks: colors,
  }: Pick<Looks, "view" | "paths" | "colorBy"> & {
    readonly marks: readonly ColorMark[];
  },
  { width, height, gutter }: { readonly width: number; readonly height: number; readonly gutter: number },
  { title, source }: { readonly title: string; readonly source: string | undefined },
): Promise<Blob> {
  const high = Math.min(MAX_HEIGHT, Math.max(Math.min(height, 240), scene.height + AXIS));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(high * SCALE);
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("Could not create the image.");
  context.scale(SCALE, SCALE);
  drawScene({ context, width, height: high, gutter, palette: PALETTES.light }, scene, {
    view,
    scroll: 0,
    times: durationScale([view.range]),
    paths,
    colorBy,
  });
  const bodies: readonly PictureMark[] =
    colors.length === 0
      ? MARKS
      : [...colors.map(({ label, color }) => ({ label, color: color })), ...MARKS.slice(1)];
  const marks: readonly PictureMark[] =
    paths.size > 0
      ? [...bodies, { label: "Critical path (dotted: waiting)", color: "text", shape: "line" }]
      : bodies;
  const chart = document.createElementNS(NS, "svg");
  const image = document.createElementNS(NS, "image");
  for (const [name, value] of Object.entries({ width, height: high })) {
    chart.setAttribute(name, String(value));
    image.setAttribute(name, String(value));
  }
  image.setAttribute("href", canvas.toDataURL("image/png"));
  chart.append(image);
  // The SVG's size comes from the page.
  chart.style.cssText = "position:absolute;left:-10000px;top:0";
  document.body.append(chart);
  const text = svgText(chart, { title, marks, source });
  chart.remove();
  return svgToPng(text, SCALE);
}
