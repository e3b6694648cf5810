import { type Entry, type Example, withSource } from "./example";
import { addExamples } from "./known";
import { sources } from "./sources.generated";

export type { Example } from "./example";
export { findExample } from "./known";

/** In the order of the menu and of the lessons: from one fan-out to nested ones, then what goes wrong. */
const entries: readonly Entry[] = [
  {
    name: "letters",
    title: "Letters: dynamic op runs or one pool",
    question: "26 pieces of work: one op run for each, or one pool for all?",
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
    question: "How many items per message?",
    settings: { strategies: ["pooled"], workers: 4, start: "warm" },
    view: "timeline",
  },
  {
    name: "io-or-cpu",
    title: "Waiting or computing",
    question: "When is one event loop enough, and when do you need processes?",
    settings: { strategies: ["sequential", "async", "pooled"] },
    view: "compare",
  },
  {
    name: "nested",
    title: "Nested: executions within executions",
    question: "What happens when a task splits up its own work?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4 },
    view: "tree",
  },
  {
    name: "mixed",
    title: "Mixed: a map inside a dynamic",
    question: "The same list with one layer fewer: what do you save, and what do you lose?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4 },
    view: "tree",
  },
  {
    name: "spawn",
    title: "Child runs and their cache",
    question: "How do I start runs in a loop, and not start them again tomorrow?",
    settings: { strategies: ["dynamic"], workers: 4, rounds: 1 },
    view: "tree",
  },
  {
    name: "hybrid",
    title: "Hybrid: op runs outside, one event loop inside",
    question: "Can I have one named op run per record without paying for one per unit?",
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

export const examples: readonly Example[] = entries.map((entry) => withSource(entry, sources));

addExamples(examples);
