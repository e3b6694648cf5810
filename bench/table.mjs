// Prints the medians of a group with their spread, then the ratios and their goals.

/** @param {number} value three significant digits, no more */
export function digits(value) {
  if (!Number.isFinite(value)) return "–";
  if (value !== 0 && Math.abs(value) < 0.001) return value.toPrecision(2);
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return Number(value.toPrecision(3)).toString();
}

const spread = ({ median, low, high }) => [digits(median), `${digits(low)} … ${digits(high)}`];

/** A row's goal in words. */
export function goal({ most, least }) {
  if (most !== undefined && least !== undefined) return `${digits(least)} … ${digits(most)}`;
  if (most !== undefined) return `≤ ${digits(most)}`;
  return least === undefined ? "" : `≥ ${digits(least)}`;
}

/** Whether it is reached. */
export function answer({ reached, clear }) {
  if (reached === undefined) return "for comparison";
  return `${reached ? "reached" : "NOT reached"}${clear ? "" : ", though not in every round"}`;
}

/** Columns as wide as their content; numbers are aligned right. */
export function columns(rows, right) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (right.includes(at) ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join("  ")
      .trimEnd(),
  );
}

/**
 * @param {Awaited<ReturnType<typeof import("./measure.mjs").measureGroup>>} group
 * @returns {string}
 */
export function groupTable({ name, title, notes, contenders, rows }) {
  const times = contenders.map(({ label, ms }) => [`  ${label}`, ...spread(ms), String(ms.rounds.length)]);
  const ratios = rows.map((row) => [
    `  ${row.what}`,
    row.against,
    ...spread(row.ratio),
    goal(row),
    answer(row),
  ]);
  return [
    `${title}   [${name}]`,
    ...columns([["  contender", "median ms", "spread", "rounds"], ...times], [1, 2, 3]),
    ...(rows.length > 0
      ? columns([["  what", "against", "ratio", "spread", "goal", ""], ...ratios], [2, 3, 4])
      : []),
    ...notes.map((note) => `  · ${note}`),
    "",
  ].join("\n");
}
