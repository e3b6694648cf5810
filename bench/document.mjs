// docs/benchmark.md: the last full run as a page, written by `npm run bench -- --write-docs`.
import { answer, digits, goal } from "./table.mjs";

/** @typedef {{ at: string, seconds: number, quick: boolean, machine: object, groups: readonly object[] }} Results what bench/results/latest.json holds */

const cell = (text) => String(text).replaceAll("|", "\\|");

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows @param {readonly number[]} right columns of numbers */
function table(head, rows, right) {
  const line = (cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, at) => (right.includes(at) ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}

const range = ({ low, high }) => `${digits(low)} … ${digits(high)}`;

function section({ name, title, notes, contenders, rows }) {
  const times = contenders.map(({ label, ms }) => [
    label,
    digits(ms.median),
    range(ms),
    String(ms.rounds.length),
  ]);
  const ratios = rows.map((row) => [
    `${row.what} ${row.against}`,
    digits(row.ratio.median),
    range(row.ratio),
    goal(row),
    answer(row),
  ]);
  return [
    `### ${title} (\`${name}\`)`,
    "",
    table(["contender", "median ms", "spread", "rounds"], times, [1, 2, 3]),
    "",
    table(["ratio", "median", "spread", "goal", ""], ratios, [1, 2, 3]),
    "",
    ...notes.map((note) => `- ${note}`),
    "",
  ].join("\n");
}

/**
 * @param {Results} results
 * @returns {string} Markdown
 */
export function documentOf({ at, seconds, quick, machine, groups }) {
  const judged = groups.flatMap(({ name, rows }) =>
    rows.filter(({ reached }) => reached !== undefined).map((row) => ({ name, ...row })),
  );
  const reached = judged.filter((row) => row.reached);
  const summary = judged.map((row) => [
    `\`${row.name}\``,
    `${row.what} ${row.against}`,
    digits(row.ratio.median),
    goal(row),
    answer(row),
  ]);
  return `# Benchmark

Written by \`npm run bench -- --write-docs\`; do not edit. [measuring.md](measuring.md) explains each figure, and why some goals are not
reached.

- ${at.slice(0, 10)}, ${quick ? "a quick run (--quick)" : "a full run"} of ${Math.round(seconds)} s
- ${machine.processor}, ${machine.cores} cores; ${machine.browser}
- timer step ${digits(machine.timerStepMs)} ms (${machine.crossOriginIsolated ? "isolated" : "not isolated"}); load ${digits(machine.loadBefore)} before, ${digits(machine.loadAfter)} after
- ${reached.length} of ${judged.length} goals reached

${table(["group", "ratio", "median", "goal", ""], summary, [2, 3])}

Spread: an interval between two of the measured rounds that contains the median.

## All groups

${groups.map(section).join("\n")}`;
}
