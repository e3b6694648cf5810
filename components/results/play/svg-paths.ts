import { eachBox } from "@/components/results/timeline/marks";
import { type Chart, LANE } from "@/components/results/timeline/scene";
import { toX, type View } from "@/components/results/timeline/view";
import { BODY, FAILED, GROUPING, TAKEN } from "@/lib/analysis/layout/timeline-chart";

interface Space {
  /** Of each track that is drawn, px from the top. */
  readonly tops: readonly number[];
  readonly view: View;
  /** px */
  readonly width: number;
}

const INKS: Readonly<Record<number, string>> = { [BODY]: "compute" };
const px = (value: number): string => String(Math.round(value * 10) / 10);
const box = (x: number, y: number, wide: number, high: number): string =>
  `M${px(x)} ${px(y)}h${px(wide)}v${high}H${px(x)}z`;

/** The spans of a trial as one path for each color. */
export function drawnAsPaths(chart: Chart, { tops, view, width }: Space): string {
  const paths = new Map<string, string[]>();
  const add = (color: string, path: string): void => {
    const list = paths.get(color);
    if (list) list.push(path);
    else paths.set(color, [path]);
  };
  for (const { spawn, firstTrack } of chart.layout.bands) {
    const top = tops[firstTrack];
    if (top === undefined) continue;
    for (let at = 0; at < spawn.start.length; at += 1) {
      const x = toX(view, spawn.start[at] as number, width);
      const wide = Math.max(1, toX(view, spawn.end[at] as number, width) - x);
      add("spawn", box(x, top + 3, wide, LANE - 6));
    }
  }
  tops.forEach((top, track) => {
    const paint = (mark: number, x: number, wide: number, failed: number): void => {
      const how = chart.paint[chart.layout.rows[mark] as number] as number;
      const color = INKS[how & 3] ?? "muted";
      const thin = (how & 3) === GROUPING || (how & TAKEN) !== 0;
      const drawn = Math.max(0.5, wide > 4 ? wide - 1 : wide);
      add(color, thin ? box(x, top + 3, drawn, 2) : box(x, top + 2, drawn, LANE - 4));
      if (failed) add("failed", box(x, top + 1, drawn, 4));
    };
    eachBox(chart.layout, track, view, width, paint, chart.paint, FAILED);
  });
  return [...paths]
    .map(([color, list]) => `<path class="${color}" fill="var(--${color})" d="${list.join("")}"/>`)
    .join("");
}
