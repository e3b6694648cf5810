import type { RuleCases } from "./rule-case";

const FIND = "const find = task((word: string, table: number[]) => table[word.length]);\n";
const TABLE = "  const table = Array.from({ length: 50_000 }, (_, i) => i);\n";
const entry = (body: string) =>
  `${FIND}export default workflow(async ({ words }) => {\n${body}\n}, { name: "main", inputs: { words: ["a"] } });`;
const message =
  "`table` (50,000 items) is copied for each call. Create it in the task or at the top level, or pass only what a call needs.";

export const repeatedValue: RuleCases = {
  triggers: [
    {
      name: "in the tuples of starmap",
      code: entry(`${TABLE}  return starmap(find, words.map((word) => [word, table]));`),
      at: "table",
      message,
    },
    {
      name: "in tuples that are a constant",
      code: entry(
        `${TABLE}  const pairs = words.map((word): [string, number[]] => [word, table]);\n  return starmap(find, pairs);`,
      ),
      at: "table",
      message,
    },
    {
      name: "in single calls",
      code: entry(
        `  const table = new Array(50_000).fill(0).map((_, i) => i);\n  return Promise.all(words.map((word) => find(word, table)));`,
      ),
      at: "table",
      message,
    },
    {
      name: "in a loop",
      code: entry(
        `${TABLE}  const all: Promise<unknown>[] = [];\n  for (const word of words) all.push(find(word, table));\n  return Promise.all(all);`,
      ),
      at: "table",
      message,
    },
  ],
  silent: {
    "is small": entry(
      "  const table = Array.from({ length: 5 }, (_, i) => i);\n  return starmap(find, words.map((word) => [word, table]));",
    ),
    "is passed once": entry(`${TABLE}  return find("a", table);`),
    "is passed in part": entry(
      `${TABLE}  return starmap(find, words.map((word) => [word, table.slice(0, 3)]));`,
    ),
    "is another one in each turn": entry(
      "  return Promise.all(words.map((word) => { const table = Array.from({ length: 50_000 }, (_, i) => i); return find(word, table); }));",
    ),
    "is used here": entry(`${TABLE}  return words.map((word) => table[word.length]);`),
    "has an open size": entry(
      "  const table = Array.from({ length: words.length }, (_, i) => i);\n  return starmap(find, words.map((word) => [word, table]));",
    ),
  },
};
