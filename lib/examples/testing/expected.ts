import type { Strategy } from "fanout";

/**
 * What the programs must give: the figures of the documents they come from, and what follows from them. One table for
 * the tests in virtual time (tests/unit) and for those in a browser (tests/e2e).
 */
export interface Expectation {
  /** Name of the program. */
  readonly program: string;
  /** What this row shows. */
  readonly title: string;
  /** Inputs that differ from the defaults. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: { readonly workers: number; readonly chunk?: number };
  /** The output as JSON; of a Dir only its name. Left out: not compared. */
  readonly output?: unknown;
  /** The run fails with this message. */
  readonly error?: string;
  /** The tree under every strategy, as `outline` writes it. */
  readonly outline?: string;
  readonly opRuns?: Partial<Readonly<Record<Strategy, number>>>;
  /** Wall time where starting and sending cost nothing, in units of `unitMs`: what the real one can only exceed. */
  readonly waves?: { readonly unitMs: number } & Partial<Readonly<Record<Strategy, number>>>;
  /** The same for groups of the entry, under "pooled". */
  readonly groupWaves?: { readonly unitMs: number; readonly groups: Readonly<Record<string, number>> };
  /** Totals of the meters that are named. */
  readonly meters?: Readonly<Record<string, number>>;
  /** Nodes of the tree with such a name (`x_*`: that begin with `x_`), those of cached results left out. */
  readonly nodes?: Readonly<Record<string, number>>;
  readonly retries?: number;
  /** Counts of a first run on an empty cache, and of a second one after it. */
  readonly cache?: {
    readonly first: number;
    readonly second: number;
    readonly secondMeters?: Readonly<Record<string, number>>;
  };
  /** Names and number of the artifacts' files. */
  readonly artifacts?: readonly string[];
  /** Many items: only in a browser, and only under "pooled". */
  readonly large?: boolean;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const upTo = (count: number, add: number) => Array.from({ length: count }, (_, index) => index + 1 + add);

const letters: readonly Expectation[] = [
  {
    program: "letters",
    title: "28 op runs or 3, and ⌈26/8⌉ waves",
    inputs: {},
    settings: { workers: 8 },
    output: ALPHABET,
    outline: `workflow letters
  task load_pieces
  map compute_piece
    26 × task compute_piece
  task merge`,
    opRuns: { sequential: 1, async: 1, dynamic: 28, pooled: 3 },
    waves: { unitMs: 100, sequential: 26, dynamic: 4, pooled: 4 },
    retries: 0,
  },
  {
    program: "letters",
    title: "8 cores less one: the four seconds of the original, in tenths",
    inputs: {},
    settings: { workers: 7 },
    output: ALPHABET,
    waves: { unitMs: 100, sequential: 26, dynamic: 4, pooled: 4 },
  },
];

/** Sum of the squares of 0 … n−1. */
const sumOfSquares = (n: number) => ((n - 1) * n * (2 * n - 1)) / 6;
const squaresOf = (count: number, chunkSizes: readonly number[]) => ({
  firstTen: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81],
  sums: Object.fromEntries(
    ["one_process", "queue", "map_auto", ...chunkSizes.map((size) => `map_${size}`)].map((name) => [
      name,
      sumOfSquares(count),
    ]),
  ),
});

const squares: readonly Expectation[] = [
  {
    program: "squares",
    title: "each way gives the same squares",
    inputs: { count: 300, chunkSizes: [1, 100] },
    settings: { workers: 4 },
    output: squaresOf(300, [1, 100]),
  },
  {
    program: "squares",
    title: "numbers that wait",
    inputs: { count: 40, waitMs: 1, chunkSizes: [1] },
    settings: { workers: 4 },
    output: squaresOf(40, [1]),
  },
  {
    program: "squares",
    title: "the original's 100,000",
    inputs: { count: 100_000 },
    settings: { workers: 2 },
    output: squaresOf(100_000, [1, 100, 5000]),
    large: true,
  },
];

/** Makespan in items: workers, by Python's chunks, ideal. */
const CHUNK_TABLE = [
  [1, 26, 26],
  [2, 14, 13],
  [3, 9, 9],
  [4, 8, 7],
  [5, 6, 6],
  [6, 6, 5],
  [7, 4, 4],
  [8, 4, 4],
  [10, 3, 3],
  [13, 2, 2],
  [26, 1, 1],
] as const;

const chunks: readonly Expectation[] = CHUNK_TABLE.map(([workers, python, ideal]) => ({
  program: "chunks",
  title: `on ${workers} workers ${python} items long by Python's rule, ${ideal} at best`,
  inputs: {},
  settings: { workers },
  output: CHUNK_TABLE.map(([count, theirs, best]) => ({
    workers: count,
    chunk: Math.ceil(26 / (4 * count)),
    python: theirs,
    ideal: best,
  })),
  groupWaves: { unitMs: 50, groups: { python, auto: ideal } },
}));

const ONE_TOPIC = ["Warm pools"];
const reportDirs = ["warm-pools", "cold-starts", "nested-runs", "kept-results", "second-attempts"];
const files = ["report.html", "report.md", "summary.txt"];

/** maxIterations, qualityThreshold, calls before the summary, turns. */
const PAIRS = [
  [1, 8, 3, 1],
  [2, 8, 4, 2],
  [3, 6, 2, 1],
  [3, 9, 7, 3],
  [3, 8, 4, 2],
] as const;

const reports: readonly Expectation[] = [
  ...PAIRS.map(([maxIterations, qualityThreshold, calls, turns]) => ({
    program: "reports",
    title: `at most ${maxIterations} turns, good from ${qualityThreshold}: ${calls} calls and the summary, ${turns} turns`,
    inputs: { topics: ONE_TOPIC, maxIterations, qualityThreshold },
    settings: { workers: 8 },
    meters: { calls: calls + 1 },
    nodes: { "refinement_*": turns, generate_summary: 1 },
    waves: { unitMs: 50, sequential: calls + 1, dynamic: calls + 1, pooled: calls + 1 },
  })),
  {
    program: "reports",
    title: "five topics: 25 calls, 5 calls long, and nothing to do the second time",
    inputs: {},
    settings: { workers: 8 },
    output: reportDirs,
    outline: `workflow report_batch_pipeline
  map refine_report
    5 × task refine_report
      trace generate_initial_draft
      group refinement_1
        trace critique_content
        trace revise_content
      group refinement_2
        trace critique_content
  map format_outputs
    5 × task format_outputs
      group formatting
        trace generate_summary`,
    opRuns: { sequential: 1, async: 1, dynamic: 10, pooled: 2 },
    waves: { unitMs: 50, sequential: 25, async: 5, dynamic: 5, pooled: 5 },
    meters: { calls: 25 },
    nodes: { "refinement_*": 10, formatting: 5 },
    retries: 0,
    cache: { first: 0, second: 10, secondMeters: { calls: 0 } },
    artifacts: reportDirs.flatMap((dir) => files.map((file) => `${dir}/${file}`)),
  },
  {
    program: "reports",
    title: "five equal drafts: one is formatted for all, also while it is in flight",
    inputs: { topicInDraft: false },
    settings: { workers: 8 },
    output: ["report", "report", "report", "report", "report"],
    meters: { calls: 21 },
    nodes: { formatting: 1 },
    cache: { first: 4, second: 10, secondMeters: { calls: 0 } },
    artifacts: files.map((file) => `report/${file}`),
  },
];

const NESTED_OUTLINE = `workflow multi_wf
  dynamic level1
    3 × dynamic level2
      2 × launchPlan core_wf
        task step1
        task step2
    task reduce`;
const MIXED_OUTLINE = `workflow multi_wf
  dynamic level1
    3 × workflow level2
      map mappable
        2 × task mappable
    task reduce`;

const nested: readonly Expectation[] = [
  {
    program: "nested",
    title: "17 op runs, 7 runs",
    inputs: {},
    settings: { workers: 8 },
    output: [4, 5, 6, 7, 8, 9],
    outline: NESTED_OUTLINE,
    opRuns: { sequential: 7, async: 7, dynamic: 17, pooled: 17 },
    waves: { unitMs: 20, sequential: 12, async: 2, dynamic: 2, pooled: 2 },
  },
  {
    program: "nested",
    title: "a limit of 1 in each run does not hold back the six runs",
    inputs: { maxParallelism: 1 },
    settings: { workers: 8 },
    output: [4, 5, 6, 7, 8, 9],
    waves: { unitMs: 20, async: 2, dynamic: 2, pooled: 2 },
  },
  {
    program: "nested",
    title: "another list, and a last chunk that is not full",
    inputs: { list: [10, 20, 30, 40, 50], chunk: 3, stepMs: 0 },
    settings: { workers: 2 },
    output: [13, 23, 33, 43, 53],
  },
  {
    program: "nested",
    title: "no items at all",
    inputs: { list: [], stepMs: 0 },
    settings: { workers: 2 },
    output: [],
  },
  {
    program: "nested",
    title: "300 items in chunks of 100",
    inputs: { count: 300, chunk: 100, stepMs: 0 },
    settings: { workers: 2 },
    output: upTo(300, 3),
    opRuns: { sequential: 301, dynamic: 605, pooled: 605 },
  },
  {
    program: "nested",
    title: "a chunk of nothing is refused",
    inputs: { chunk: 0 },
    settings: { workers: 2 },
    error: "chunk must be 1 or more, not 0",
  },
  {
    program: "nested",
    title: "10,000 items in chunks of 100",
    inputs: { count: 10_000, chunk: 100, stepMs: 0 },
    settings: { workers: 2 },
    output: upTo(10_000, 3),
    large: true,
  },
  {
    program: "mixed",
    title: "8 op runs, 1 run",
    inputs: {},
    settings: { workers: 8 },
    output: [3, 4, 5, 6, 7, 8],
    outline: MIXED_OUTLINE,
    opRuns: { sequential: 1, async: 1, dynamic: 8, pooled: 5 },
    waves: { unitMs: 20, sequential: 6, async: 1, dynamic: 1, pooled: 1 },
  },
  {
    program: "mixed",
    title: "a map with one item at once",
    inputs: { concurrency: 1 },
    settings: { workers: 8 },
    output: [3, 4, 5, 6, 7, 8],
    outline: MIXED_OUTLINE,
    waves: { unitMs: 20, sequential: 6, dynamic: 2, pooled: 2 },
  },
  {
    program: "mixed",
    title: "300 items in chunks of 100",
    inputs: { count: 300, chunk: 100, itemMs: 0 },
    settings: { workers: 2 },
    output: upTo(300, 2),
    opRuns: { sequential: 1, dynamic: 302, pooled: 5 },
  },
  {
    program: "mixed",
    title: "10,000 items in chunks of 100",
    inputs: { count: 10_000, chunk: 100, itemMs: 0 },
    settings: { workers: 2 },
    output: upTo(10_000, 2),
    large: true,
  },
  {
    program: "spawn",
    title: "five child runs, then five results from the cache",
    inputs: {},
    settings: { workers: 8 },
    output: [2, 3, 4, 5, 6],
    outline: `workflow spawn_wf
  dynamic spawn
    5 × launchPlan child
      task increment`,
    opRuns: { sequential: 6, async: 6, dynamic: 6, pooled: 6 },
    waves: { unitMs: 100, sequential: 5, async: 1, dynamic: 1, pooled: 1 },
    cache: { first: 0, second: 5 },
  },
];

const hybridOutput = {
  records: [10, 15, 20, 25, 30].map((units, index) => ({
    id: `record_${index}`,
    units,
    total: 10 * ((units * (units - 1)) / 2),
  })),
  units: 100,
};

const others: readonly Expectation[] = [
  {
    program: "hybrid",
    title: "107 op runs, 8, or 7",
    inputs: { work: 0 },
    settings: { workers: 8, chunk: 1 },
    output: hybridOutput,
    opRuns: { sequential: 1, async: 1, dynamic: 107, pooled: 8, hybrid: 7 },
    nodes: { process_unit: 105, process_record: 6 },
  },
  {
    program: "hybrid",
    title: "said in the program: 12, whatever the run's strategy",
    inputs: { work: 0, pin: true },
    settings: { workers: 8, chunk: 1 },
    output: hybridOutput,
    opRuns: { dynamic: 12, pooled: 12 },
  },
  {
    program: "retries",
    title: "some fail at first, all succeed",
    inputs: {},
    settings: { workers: 8 },
    output: ALPHABET,
    outline: `workflow retries
  workflow fail_fast
    map compute_piece
      26 × task compute_piece`,
    opRuns: { sequential: 1, async: 1 },
  },
  {
    program: "retries",
    title: "each fails twice: 52 retries",
    inputs: { failRate: 1 },
    settings: { workers: 8 },
    output: ALPHABET,
    retries: 52,
  },
  {
    program: "retries",
    title: "none fails",
    inputs: { failRate: 0 },
    settings: { workers: 8 },
    output: ALPHABET,
    opRuns: { sequential: 1, async: 1, dynamic: 26, pooled: 1 },
    waves: { unitMs: 20, sequential: 26, dynamic: 4, pooled: 4 },
    retries: 0,
  },
  {
    program: "retries",
    title: "one cannot be done, and the run with it",
    inputs: { failRate: 0, broken: "q" },
    settings: { workers: 4 },
    error: '"q" is broken',
    retries: 0,
  },
  {
    program: "retries",
    title: "one cannot be done, and the rest is run all the same",
    inputs: { failRate: 0, broken: "a", finishRest: true },
    settings: { workers: 4 },
    error: '"a" is broken',
    retries: 0,
  },
  {
    program: "retries",
    title: "one of 26 may fail",
    inputs: { failRate: 0, broken: "q", minSuccessRatio: 0.9 },
    settings: { workers: 4 },
    output: "ABCDEFGHIJKLMNOP·RSTUVWXYZ",
    retries: 0,
  },
  {
    program: "io-or-cpu",
    title: "one loop waits for 16 at once, 4 workers for 4",
    inputs: { work: 0 },
    settings: { workers: 4 },
    output: { waited: 16, computed: 16 },
    opRuns: { sequential: 1, async: 1, dynamic: 32, pooled: 2 },
    waves: { unitMs: 50, sequential: 16, async: 1, dynamic: 4, pooled: 4 },
  },
];

export const expectations: readonly Expectation[] = [
  ...letters,
  ...squares,
  ...chunks,
  ...reports,
  ...nested,
  ...others,
];
