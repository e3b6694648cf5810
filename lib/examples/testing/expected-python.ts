/** What the examples in Python must give: figures of the documents that they come after, and of the real packages. */
export interface PythonExpectation {
  /** Name of its file. */
  readonly program: string;
  readonly output?: unknown;
  /** Nodes of the tree by kind and name. */
  readonly nodes: Readonly<Record<string, number>>;
  /** What the platform counts as steps or pods. Left out where the program has a pool, whose calls Fanout counts too. */
  readonly opRuns?: number;
  /** Attempts that failed. */
  readonly retries?: number;
  /** Of a second run. */
  readonly cacheHits?: number;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Under "dynamic", with the programs' own inputs. */
export const pythonExpectations: readonly PythonExpectation[] = [
  {
    program: "dagster-dynamic-outputs",
    output: { merge: ALPHABET },
    nodes: { "task load_letters": 1, "task capital": 26, "task merge": 1 },
    opRuns: 28,
    retries: 0,
  },
  {
    program: "dagster-pool",
    output: { merge: ALPHABET },
    // Two steps, and the calls of the program's own pool.
    nodes: { "task process_letters": 1, "group Pool(7)": 1, "task capital": 26, "task merge": 1 },
  },
  {
    program: "letters-map-task",
    output: ALPHABET,
    nodes: { "task load_letters": 1, "map capital": 1, "task capital": 26, "task merge": 1 },
    opRuns: 28,
  },
  { program: "letters-pool", output: ALPHABET, nodes: { "group Pool(8)": 1, "task capital": 26 } },
  {
    program: "nested",
    output: [4, 5, 6, 7, 8, 9],
    nodes: {
      "dynamic level1": 1,
      "dynamic level2": 3,
      "launchPlan core_wf_lp": 6,
      "task step1": 6,
      "task step2": 6,
      "task reduce": 1,
    },
    opRuns: 17,
  },
  {
    program: "mixed",
    output: [3, 4, 5, 6, 7, 8],
    nodes: { "dynamic level1": 1, "map mappable": 3, "task mappable": 6, "task reduce": 1 },
    opRuns: 8,
  },
  {
    program: "spawn",
    output: [2, 3, 4, 5, 6],
    nodes: { "dynamic spawn": 1, "launchPlan child_lp": 5, "task increment": 5 },
    opRuns: 6,
    cacheHits: 5,
  },
  {
    program: "reports",
    nodes: { "task refine_report": 5, "task format_outputs": 5, "group formatting": 5 },
    cacheHits: 10,
  },
  {
    program: "dagster-hybrid",
    nodes: {
      "task load_records": 1,
      "task process_record": 5,
      "group Pool(4)": 5,
      "task collect_records": 1,
    },
  },
  {
    program: "dagster-retries",
    output: { merge: ALPHABET },
    nodes: { "task load_letters": 1, "task capital": 26, "task merge": 1 },
    opRuns: 28,
    // As dagster 1.13.28 restarts them with this seed.
    retries: 17,
  },
];
