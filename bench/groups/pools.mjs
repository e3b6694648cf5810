import { fanout, middle, peer } from "./peers.mjs";

const n = 26;
const workers = 8;
const ms = 100;
const waves = Math.ceil(n / workers);

/** @type {import("../measure.mjs").Group} */
export const sleeps = {
  name: "sleeps",
  title: `${n} × sleep(${ms}) on ${workers} workers`,
  rounds: { full: 9, quick: 3 },
  contenders: (lab) => [
    fanout(lab, "fanout", `Fanout, warm pool of ${workers}`, {
      program: "sleeps.ts",
      strategy: "pooled",
      workers,
      inputs: { n, ms, warmUps: 1, times: 1 },
      spans: 2 * (n + 1),
    }),
    { name: "ideal", label: `${waves} × ${ms} ms`, sample: async () => waves * ms },
    peer(lab, "hand", `${waves} timers, one after the other`, {
      size: 1,
      command: { do: "sleeps", times: waves, ms },
      repeats: { warmUps: 0, times: 1 },
    }),
  ],
  rows: () => [
    { what: "Fanout", against: `÷ ⌈${n}/${workers}⌉ × ${ms} ms`, over: "fanout", under: "ideal", most: 1.03 },
    { what: "Fanout", against: "÷ as many timers", over: "fanout", under: "hand" },
  ],
  notes: () => ["Without the start of the 8 workers, which are warm."],
};

const COLD = 8;

/** @type {import("../measure.mjs").Group} */
export const coldPool = {
  name: "cold-pool",
  title: `a cold pool of ${COLD}, until all its workers are ready`,
  rounds: { full: 9, quick: 3 },
  contenders: (lab) => [
    {
      name: "fanout",
      label: "Fanout, from the first request to the last worker's readiness",
      sample: () => poolReady(lab, "cold-pool", COLD),
    },
    {
      name: "bare",
      label: `${COLD} × new Worker in parallel, to the last first answer`,
      sample: async () => middle(await lab.spawn({ warmUps: 1, times: 3 }, COLD)),
    },
  ],
  rows: () => [{ what: "Fanout", against: "÷ bare workers", over: "fanout", under: "bare", most: 1.2 }],
  notes: () => [
    "The scripts are equally long; of the bare ones a line is run. Fanout's workers have loaded the program too.",
  ],
};

/** ms until so many workers of a cold pool are ready. */
export async function poolReady(lab, client, workers) {
  const plan = { client, program: "sleeps.ts", strategy: "pooled", workers, start: "cold" };
  // Long enough for the last of them to come.
  const ms = 100 * workers;
  const { poolReadyMs } = await lab.run({ ...plan, inputs: { n: workers, ms, warmUps: 0, times: 1 } });
  if (!(poolReadyMs > 0)) throw new Error(`${client}: the pool's workers were not seen`);
  return poolReadyMs;
}

/** Items of 1 to 30 ms, shuffled by a fixed seed. */
export function unevenMs() {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  return Array.from({ length: 60 }, () => 1 + 29 * random() ** 2);
}

/** The speedup of a perfect scheduler: the cores, unless one item is longer than a core's share. */
export function idealSpeedup(items, cores) {
  const sum = items.reduce((total, item) => total + item, 0);
  return sum / Math.max(sum / cores, ...items);
}

/** @type {import("../measure.mjs").Group} */
export const uneven = {
  name: "uneven",
  title: "CPU work, uneven items, as many workers as cores",
  rounds: { full: 9, quick: 3 },
  contenders: (lab) => {
    const { cores } = lab.machine;
    const items = unevenMs();
    const units = items.map((item) => item / lab.msPerUnit);
    const plan = { program: "work.ts", inputs: { units, warmUps: 1, times: 1, holdMs: 0 }, workers: cores };
    return [
      fanout(lab, "pooled", `Fanout, warm pool of ${cores}`, { ...plan, strategy: "pooled" }),
      fanout(lab, "sequential", "Fanout, sequential", { ...plan, strategy: "sequential" }),
      peer(lab, "hand", `by hand, ${cores} workers, each takes the next item`, {
        size: cores,
        command: { do: "pull", units },
        repeats: { warmUps: 1, times: 1 },
      }),
    ];
  },
  rows: (lab) => {
    const ideal = idealSpeedup(unevenMs(), lab.machine.cores);
    const against = `÷ itself, sequential, ÷ ${ideal.toPrecision(3)}`;
    return [
      {
        what: "Fanout: share of the ideal speedup",
        against,
        over: "sequential",
        under: "pooled",
        scale: ideal,
        least: 0.95,
      },
      {
        what: "by hand: share of the ideal speedup",
        against,
        over: "sequential",
        under: "hand",
        scale: ideal,
      },
    ];
  },
  notes: () => ["60 items of 1 to 30 ms, many short and few long, in a fixed random order."],
};

/** A run all of whose results are cached may take so much longer than one that has none to ask for. */
const CACHED_MORE_MS = 5;

/** First and second run of an example, each with a cold start; the second has the first one's cache. */
function reportsGroup(name, callMs, rounds) {
  return {
    name,
    title: `reports, cached second run (${callMs} ms per call of the mock model)`,
    rounds,
    contenders: (lab) => {
      let kept = [];
      const run = async (cache) => {
        const { outcome } = await lab.run({
          client: name,
          program: "lib/examples/programs/reports.ts",
          strategy: "pooled",
          workers: Math.min(8, lab.machine.cores),
          start: "cold",
          inputs: { ...inputs, callMs },
          cache,
        });
        if (outcome.output.length !== inputs.topics.length) throw new Error("reports: not all were made");
        return outcome;
      };
      return [
        {
          name: "first",
          label: "first run",
          sample: async () => {
            const { wallMs, cache } = await run([]);
            if (cache.length === 0) throw new Error("reports: nothing was kept");
            kept = cache;
            return wallMs;
          },
        },
        { name: "second", label: "second run, from the cache", sample: async () => (await run(kept)).wallMs },
        {
          name: "driver",
          label: `a run that only starts a driver, + ${CACHED_MORE_MS} ms`,
          sample: async () => {
            const plan = {
              client: `${name} driver`,
              program: "nothing.ts",
              strategy: "sequential",
              inputs: {},
            };
            return (await lab.run({ ...plan, start: "cold" })).outcome.wallMs + CACHED_MORE_MS;
          },
        },
      ];
    },
    rows: () => [
      { what: "second run", against: "÷ first run", over: "second", under: "first" },
      {
        what: "second run",
        against: `÷ (a run that only starts a driver + ${CACHED_MORE_MS} ms)`,
        over: "second",
        under: "driver",
        most: 1,
      },
    ],
    notes: () => ["Wall times of runs. Both start cold, so both include the start of driver and pools."],
  };
}

const inputs = {
  topics: ["Warm pools", "Cold starts", "Nested runs", "Kept results", "Second attempts"],
  maxIterations: 3,
  qualityThreshold: 8,
  failRate: 0,
  dollarsPerMillion: 0.6,
  topicInDraft: true,
  date: "2025-01-31",
};

/** @type {readonly import("../measure.mjs").Group[]} */
export const reports = [
  reportsGroup("reports", 50, { full: 9, quick: 5 }),
  reportsGroup("reports-500", 500, { full: 5, quick: 1 }),
];
