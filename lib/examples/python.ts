import { type Entry, type Example, withSource } from "./example";
import { addExamples } from "./known";
import { sources } from "./python-sources.generated";

/** Of the standard library's programs, which fix themselves how they fan out, one strategy shows all. */
const entries: readonly Entry[] = [
  {
    name: "python-dagster-dynamic-outputs",
    language: "python",
    title: "Letters: Dagster's dynamic outputs",
    question: "What does a step for each item cost, and what do kept workers save?",
    settings: { strategies: ["sequential", "dynamic", "pooled"], rounds: 1 },
    view: "compare",
  },
  {
    name: "python-dagster-pool",
    language: "python",
    title: "Letters: a pool in a Dagster op",
    question: "What is saved, and lost, when one Dagster step has a pool for all items?",
    settings: { strategies: ["pooled"], rounds: 1 },
    view: "tree",
  },
  {
    name: "python-letters-map-task",
    language: "python",
    title: "Letters: a map task (Flyte 1)",
    question: "What does a container for each item of a map task cost?",
    settings: { strategies: ["sequential", "dynamic", "pooled"], rounds: 1 },
    view: "compare",
  },
  {
    name: "python-letters-pool",
    language: "python",
    title: "Letters: a pool of processes",
    question: "How fast is a plain pool, and what does it not give you?",
    settings: { strategies: ["pooled"], rounds: 1 },
    view: "log",
  },
  {
    name: "python-squares",
    language: "python",
    title: "Squares: when multiprocessing is slower",
    question: "Why can a pool of processes be slower than one?",
    settings: { strategies: ["pooled"], rounds: 1 },
    view: "log",
  },
  {
    name: "python-chunks",
    language: "python",
    title: "Chunks: the lost wave",
    question: "How many items does Pool.map send to a process at a time?",
    settings: { strategies: ["pooled"], rounds: 1 },
    view: "timeline",
  },
  {
    name: "python-io-or-cpu",
    language: "python",
    title: "Waiting or computing",
    question: "When is asyncio enough, and when do you need processes?",
    settings: { strategies: ["pooled"], rounds: 1 },
    view: "log",
  },
  {
    name: "python-nested",
    language: "python",
    title: "Nested: executions within executions (Flyte 1)",
    question: "What happens when a task splits up its own work?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4, rounds: 1 },
    view: "tree",
  },
  {
    name: "python-mixed",
    language: "python",
    title: "Mixed: a map task inside a dynamic workflow (Flyte 1)",
    question: "The same list with one layer fewer: what do you save, and what do you lose?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4, rounds: 1 },
    view: "tree",
  },
  {
    name: "python-spawn",
    language: "python",
    title: "Child runs and their cache (Flyte 1)",
    question: "How do I start launch plans in a loop, and keep their results?",
    settings: { strategies: ["dynamic"], workers: 4, rounds: 1 },
    view: "tree",
  },
  {
    name: "python-dagster-hybrid",
    language: "python",
    title: "Hybrid: a pool in each step (Dagster)",
    question: "Can I have one named step per record without paying for one per unit?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4, rounds: 1 },
    view: "tree",
  },
  {
    name: "python-reports",
    language: "python",
    title: "Reports: groups, traces, cache, reused containers (Flyte 2)",
    question: "Five reports of five slow calls each: what makes them fast, cheap and safe to retry?",
    settings: { strategies: ["pooled"], workers: 8, rounds: 1 },
    view: "tree",
  },
  {
    name: "python-dagster-retries",
    language: "python",
    title: "Retries in Dagster: what a failure costs",
    question: "One of 26 mapped steps fails: what has to run again?",
    settings: { strategies: ["dynamic", "pooled"], workers: 4, rounds: 1 },
    view: "tree",
  },
  {
    name: "python-retries",
    language: "python",
    title: "Retries by hand: what a failure costs",
    question: "One piece of 26 fails in a Pool: what has to run again?",
    settings: { strategies: ["pooled"], rounds: 1 },
    view: "log",
  },
];

/** In the order of the menu. */
export const pythonExamples: readonly Example[] = entries.map((entry) => withSource(entry, sources));
addExamples(pythonExamples);
