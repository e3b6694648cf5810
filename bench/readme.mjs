// The parts of documents that are made from the results of a full run: the README's speed table, and how cost grows.
import { growthTables } from "./growth.mjs";
import { verdict } from "./table.mjs";

/** What is in the README, in words: a group's row, by its contenders. */
export const SHOWN = [
  ["squares", "fanout", "hand", "map of 100,000 numbers, warm pool of 2 ÷ the same by hand"],
  ["items", "comlink", "fanout", "Comlink, one call per item ÷ that map"],
  ["items", "workerpool", "fanout", "workerpool, one call per item ÷ that map"],
  ["busy-10us", "sequential", "pooled", "100,000 items of 10 µs: sequential ÷ pool of 2"],
  ["call-awake", "fanout", "hand", "one warm call ÷ bare postMessage"],
  ["many", "together", "in turn", "10,000 calls in parallel, each ÷ one after another"],
  ["op", "fanout", "raw", "a fresh worker for one call ÷ bare new Worker"],
  ["sleeps", "fanout", "ideal", "26 × 100 ms on 8 workers ÷ the ideal"],
  ["uneven", "sequential", "pooled", "uneven items: share of the ideal speedup"],
  ["record", "open", "patience", "opening a Dagster record of 10,000 steps ÷ 3 s"],
];

/** @param {string} text of a document @param {string} name of the part, between two comments @param {string} made */
export function withPart(text, name, made) {
  const [from, to] = [`<!-- ${name}: made by npm run bench -- --write-docs -->`, `<!-- end of ${name} -->`];
  const [begins, ends] = [text.indexOf(from), text.indexOf(to)];
  if (begins < 0 || ends < begins) throw new Error(`the document has no part "${name}"`);
  return `${text.slice(0, begins + from.length)}\n${made.trim()}\n${text.slice(ends)}`;
}

/** @param {import("./document.mjs").Results} results @returns {string} Markdown */
export function speedTable({ at, machine, groups }) {
  const rows = SHOWN.flatMap(([name, over, under, words]) => {
    const group = groups.find((each) => each.name === name);
    const row = group?.rows.find((each) => each.over === over && each.under === under);
    if (!row) return [];
    const [median, spread, goal, answer] = verdict(row);
    return [`| ${words} | ${median} | ${spread} | ${goal} | ${answer} |`];
  });
  return [
    "| | median | spread | goal | |",
    "| --- | ---: | ---: | ---: | --- |",
    ...rows,
    "",
    `${at.slice(0, 10)}, ${machine.processor}, ${machine.cores} cores, ${machine.browser}. All rows: [docs/benchmark.md](docs/benchmark.md).`,
  ].join("\n");
}

/** @param {import("./document.mjs").Results} results @returns {string} Markdown */
export const growthPart = ({ groups }) =>
  `![Cost by items, workers, nesting and bytes, on logarithmic axes](growth.svg)\n\n${growthTables(groups)}`;
