import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import type { Example } from "./example";
import { sources } from "./sources.generated";

export type { Example } from "./example";

type Entry = Omit<Example, "source" | "inputs" | "language"> & Partial<Pick<Example, "inputs" | "language">>;

/** In the order of the menu and of the lessons: from one fan-out to nested ones, then what goes wrong. */
const entries: readonly Entry[] = [
  {
    name: "letters",
    title: "Letters: dynamic op runs or one pool",
    question: "26 pieces of work: should each be an op run of its own, or should a pool share them out?",
    settings: { strategies: ["sequential", "dynamic", "pooled"], workers: 8 },
    view: "compare",
  },
  {
    name: "squares",
    title: "Squares: when multiprocessing is slower",
    question: "Why can eight processes be slower than one?",
    settings: { strategies: ["pooled"], start: "warm" },
    view: "log",
  },
  {
    name: "chunks",
    title: "Chunks: the lost wave",
    question: "How many items should go to a worker at a time?",
    settings: { strategies: ["pooled"], workers: 4, start: "warm" },
    view: "timeline",
  },
  {
    name: "io-or-cpu",
    title: "Waiting or computing",
    question: "When is one event loop enough, and when does it take processes?",
    settings: { strategies: ["sequential", "async", "pooled"] },
    view: "compare",
  },
  {
    name: "nested",
    title: "Nested: runs within runs",
    question: "What happens when a piece of work splits itself up again?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4 },
    view: "tree",
  },
  {
    name: "mixed",
    title: "Mixed: a map inside a dynamic",
    question: "The same list with one layer less: what is saved, and what is lost?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4 },
    view: "tree",
  },
  {
    name: "spawn",
    title: "Spawn: child runs and their cache",
    question: "How do I start runs in a loop, and not start them again tomorrow?",
    settings: { strategies: ["dynamic"], workers: 4, rounds: 1 },
    view: "tree",
  },
  {
    name: "hybrid",
    title: "Hybrid: op runs outside, a pool inside",
    question: "Can I have a named op run for each record without paying for one for each unit in it?",
    settings: { strategies: ["dynamic", "pooled", "hybrid"], chunk: 1 },
    view: "compare",
  },
  {
    name: "reports",
    title: "Reports: groups, traces, cache, a reused pool",
    question: "Five reports of five slow calls each: what makes them fast, cheap and safe to retry?",
    settings: { strategies: ["pooled"], workers: 8, rounds: 1 },
    view: "tree",
  },
  {
    name: "retries",
    title: "Retries: what a failure costs",
    question: "One piece of 26 fails: what has to run again?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4 },
    view: "tree",
  },
];

function withSource(entry: Entry): Example {
  const source = sources[entry.name];
  if (source === undefined) throw new Error(`programs/${entry.name}.ts is missing: run "npm run generate"`);
  return { language: DEFAULT_LANGUAGE, inputs: {}, ...entry, source };
}

export const examples: readonly Example[] = entries.map(withSource);

/** @returns undefined for a name that is none. */
export function findExample(name: string): Example | undefined {
  return examples.find((example) => example.name === name);
}
