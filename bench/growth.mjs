// How cost grows: a table and a plot of the groups of groups/growth.mjs, with the slope of each series.
import { digits } from "./table.mjs";

/**
 * @typedef {object} Growth
 * @property {string} what
 * @property {string} unit of the sizes
 * @property {readonly number[]} sizes
 * @property {readonly { name: string, label: string }[]} series contenders are named "SERIES SIZE"
 */

/** @typedef {{ label: string, points: readonly (readonly [size: number, ms: number])[] }} Line */

/** @returns {Line[]} medians by size */
function linesOf({ growth, contenders }) {
  const median = (name) => contenders.find((each) => each.name === name)?.ms.median ?? Number.NaN;
  return growth.series.map(({ name, label }) => ({
    label,
    points: growth.sizes.map((size) => [size, median(`${name} ${size}`)]),
  }));
}

/** Of log(ms) over log(size), by least squares: 1 is linear, 0 does not grow. @param {Line["points"]} points */
export function slopeOf(points) {
  const logs = points.filter(([, ms]) => ms > 0).map(([size, ms]) => [Math.log(size), Math.log(ms)]);
  const mean = (at) => logs.reduce((sum, pair) => sum + pair[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

/** Slope at the upper end, where the cost of a call itself counts least. @param {Line["points"]} points */
const lastSlope = (points) => slopeOf(points.slice(-3));

/** @param {readonly object[]} groups of results @returns {string} Markdown: a table for each, and its slopes */
export function growthTables(groups) {
  return groups
    .filter(({ growth }) => growth)
    .map((group) => {
      const { growth } = group;
      const lines = linesOf(group);
      const row = (cells) => `| ${cells.join(" | ")} |`;
      return [
        row([growth.unit, ...lines.map(({ label }) => `${label}, ms`)]),
        row(["---:", ...lines.map(() => "---:")]),
        ...growth.sizes.map((size, at) =>
          row([size.toLocaleString("en"), ...lines.map(({ points }) => digits(points[at][1]))]),
        ),
        row(["slope, all", ...lines.map(({ points }) => digits(slopeOf(points)))]),
        row(["slope, last three", ...lines.map(({ points }) => digits(lastSlope(points)))]),
      ].join("\n");
    })
    .join("\n\n");
}

const [WIDTH, HEIGHT, PAD] = [360, 260, 44];
const COLORS = ["#2563eb", "#b45309"];

/** One plot for each group, side by side, both axes logarithmic. @param {readonly object[]} groups of results @returns {string} SVG */
export function growthPlot(groups) {
  const plots = groups.filter(({ growth }) => growth);
  const columns = Math.min(2, Math.max(1, plots.length));
  const rows = Math.ceil(plots.length / columns);
  const parts = plots.map((group, at) => {
    const move = `translate(${(at % columns) * WIDTH} ${Math.floor(at / columns) * HEIGHT})`;
    return `<g transform="${move}">${plotOf(group)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns * WIDTH} ${rows * HEIGHT}" font-family="sans-serif" font-size="11" fill="#111"><title>Cost by items, workers, nesting and bytes</title><rect width="100%" height="100%" fill="#fff"/>${parts.join("")}</svg>\n`;
}

function plotOf(group) {
  const lines = linesOf(group);
  const all = lines.flatMap(({ points }) => points).filter(([, ms]) => ms > 0);
  const place = (values, from, to) => {
    const logs = values.map(Math.log10);
    const [least, most] = [Math.min(...logs), Math.max(...logs)];
    return (value) => from + ((Math.log10(value) - least) / (most - least || 1)) * (to - from);
  };
  const x = place(
    all.map(([size]) => size),
    PAD,
    WIDTH - PAD,
  );
  const y = place(
    all.map(([, ms]) => ms),
    HEIGHT - PAD,
    PAD,
  );
  const times = all.map(([, ms]) => ms);
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const text = (at, up, anchor, words, fill = "#111") =>
    `<text x="${at}" y="${up}" text-anchor="${anchor}" fill="${fill}">${words}</text>`;
  return [
    `<path d="M${PAD} ${PAD}V${HEIGHT - PAD}H${WIDTH - PAD}" fill="none" stroke="#888"/>`,
    text(WIDTH / 2, HEIGHT - 8, "middle", group.growth.unit),
    text(PAD, HEIGHT - PAD + 14, "middle", group.growth.sizes[0].toLocaleString("en")),
    text(WIDTH - PAD, HEIGHT - PAD + 14, "middle", group.growth.sizes.at(-1).toLocaleString("en")),
    text(PAD - 4, HEIGHT - PAD, "end", digits(least)),
    text(PAD - 4, PAD + 4, "end", digits(most)),
    text(4, PAD - 14, "start", "ms"),
    ...lines.flatMap(({ label, points }, at) => {
      const seen = points.filter(([, ms]) => ms > 0);
      const path = seen.map(([size, ms]) => `${x(size).toFixed(1)} ${y(ms).toFixed(1)}`).join("L");
      const words = `${label}: slope ${digits(slopeOf(points))}`;
      return [
        `<path d="M${path}" fill="none" stroke="${COLORS[at]}" stroke-width="2"/>`,
        text(PAD + 8, PAD + 4 + 14 * at, "start", words, COLORS[at]),
      ];
    }),
  ].join("");
}
