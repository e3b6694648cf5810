import { drawnAsPaths } from "@/components/results/play/svg-paths";
import { LANE, type Scene } from "@/components/results/timeline/scene";
import { fitted, toX } from "@/components/results/timeline/view";
import { PALETTES, type Palette } from "@/lib/app/theme/palette";
import { formatDuration } from "@/lib/base/format";

/** px */
const WIDTH = 960;
const GUTTER = 92;
const EDGE = 12;
const TITLE = 34;
const HEADING = 22;
const GAP = 12;
const FOOT = 26;
/** Lanes of one trial that are drawn; those below are left out, and counted. */
const MAX_LANES = 24;
/** s that a picture plays, and that it then shows the whole run. */
const PLAY_S = 8;
const HOLD_S = 2.5;
/** An animation over this many bytes is refused: it is for pages that load quickly. */
export const MAX_SVG_BYTES = 2_000_000;

const COLORS_START = "/*colors*/";
const COLORS_END = "/*end*/";

/** The picture without colors, for a page that has custom properties of the same names. */
export const withoutColors = (svg: string): string =>
  svg.replace(/\/\*colors\*\/.*?\/\*end\*\//s, "").replace(/ width="\d+" height="\d+" role/, " role");

interface Words {
  readonly title: string;
  /** Which program, which machine. */
  readonly source: string | undefined;
}

/** What the colors mean, from the right edge to the left. */
const LEGEND = [
  ["failed", "failed"],
  ["spawn", "worker starts"],
  ["driver", "runs on the driver"],
  ["compute", "runs on a worker"],
] as const;

function legend(y: number): string {
  let x = WIDTH - EDGE;
  return LEGEND.map(([color, label]) => {
    x -= label.length * 5.6 + 26;
    return `<rect class="${color}" x="${x}" y="${y - 9}" width="10" height="10" fill="var(--${color})"/><text class="q" x="${x + 15}" y="${y}">${label}</text>`;
  }).join("");
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const colors = (palette: Palette): string =>
  (
    [
      "surface",
      "text",
      "muted",
      "line",
      "accent",
      "compute",
      "driver",
      "spawn",
      "transfer",
      "failed",
    ] as const
  )
    .map((name) => `--${name}:${palette[name]}`)
    .join(";");

/** The lanes are covered, and the cover moves to the right as the run goes on. Without motion there is no cover. */
function styles(lanes: number): string {
  const seconds = PLAY_S + HOLD_S;
  const played = ((PLAY_S / seconds) * 100).toFixed(2);
  const move = `@keyframes m{0%{transform:translateX(0)}${played}%,100%{transform:translateX(${lanes}px)}}`;
  return [
    COLORS_START,
    `.play{${colors(PALETTES.light)}}`,
    `@media(prefers-color-scheme:dark){.play{${colors(PALETTES.dark)}}}`,
    COLORS_END,
    move,
    `.play .m{animation:m ${seconds}s linear infinite}`,
    "@media(prefers-reduced-motion:reduce){.play .m{display:none}}",
    ".play .spawn{fill-opacity:.3;stroke:var(--spawn)}",
    ".play text{fill:var(--text);font:12px system-ui,sans-serif}.play .q{fill:var(--muted);font-size:11px}.play .t{font-size:15px;font-weight:600}",
  ].join("");
}

/**
 * Trials of one run on one clock, as an SVG that plays by CSS, without a script: in light or dark colors, still where the
 * reader prefers reduced motion.
 *
 * @throws {Error} in words, if it would be larger than `MAX_SVG_BYTES`
 */
export function animatedSvg(scene: Scene, { title, source }: Words): string {
  const lanes = WIDTH - GUTTER - EDGE;
  const view = fitted(scene.wallMs);
  const shapes: string[] = [];
  const labels: string[] = [];
  let y = TITLE;
  for (const { chart } of scene.placed) {
    const top = y;
    labels.push(`<text x="${EDGE}" y="${top + 15}">${escaped(chart.label)}</text>`);
    y += HEADING;
    const tracks = Math.min(chart.layout.tracks, MAX_LANES);
    const tops = Array.from({ length: tracks }, (_, track) => y + track * LANE);
    for (const band of chart.layout.bands)
      if (band.firstTrack < tracks)
        labels.push(
          `<text class="q" text-anchor="end" x="${GUTTER - 8}" y="${y + band.firstTrack * LANE + 13}">${escaped(band.label.slice(0, 13))}</text>`,
        );
    shapes.push(drawnAsPaths(chart, { tops, view, width: lanes }));
    y += tracks * LANE;
    const more = chart.layout.tracks - tracks;
    if (more > 0) {
      labels.push(`<text class="q" x="${GUTTER}" y="${y + 13}">and ${more} more rows</text>`);
      y += LANE;
    }
    const end = toX(view, chart.trace.wallMs, lanes);
    const isLate = end > lanes - 70;
    shapes.push(
      `<path d="M${end.toFixed(1)} ${top + 4}V${y}" stroke="var(--text)"/>`,
      `<text x="${(isLate ? end - 6 : end + 6).toFixed(1)}" y="${top + 15}" text-anchor="${isLate ? "end" : "start"}">${formatDuration(chart.trace.wallMs)}</text>`,
    );
    y += GAP;
  }
  const height = y + FOOT;
  const svg = [
    `<svg class="play" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title><style>${styles(lanes)}</style>`,
    `<rect width="${WIDTH}" height="${height}" fill="var(--surface)"/>`,
    `<text class="t" x="${EDGE}" y="22">${escaped(title)}</text>`,
    `<svg x="${GUTTER}" width="${lanes}" height="${y}">${shapes.join("")}`,
    `<g class="m"><rect y="${TITLE}" width="${lanes}" height="${y - TITLE}" fill="var(--surface)"/><path d="M1 ${TITLE}V${y}" stroke="var(--accent)" stroke-width="2"/></g></svg>`,
    labels.join(""),
    legend(22),
    `<text class="q" x="${EDGE}" y="${height - 10}">${escaped(source ?? "")}</text></svg>`,
  ].join("");
  if (svg.length > MAX_SVG_BYTES)
    throw new Error(
      "This run has too many spans for an animation under 2 MB. Save the timeline as a picture.",
    );
  return svg;
}
