import { fanout, libraries, peer } from "./peers.mjs";

const n = 100_000;
/**
 * Maps in one run. Nine, warm-ups included, stay below the bound of 1,000,000 spans. Each run has a new driver, whose code is
 * optimized after four.
 */
const repeats = { warmUps: 4, times: 5 };
/** The fastest of 2, 4, 8 and 16 by hand. */
const chunks = 4;

const own = (lab) =>
  fanout(lab, "fanout", "Fanout: map, warm pool of 2", {
    program: "squares.ts",
    strategy: "pooled",
    inputs: { n, ...repeats, holdMs: 0 },
    spans: (n + 1) * (repeats.warmUps + repeats.times),
  });

/** @type {import("../measure.mjs").Group} */
export const squares = {
  name: "squares",
  title: "map of x² over 100,000 numbers, warm pool of 2",
  rounds: { full: 21, quick: 9 },
  contenders: (lab) => [
    own(lab),
    ...Object.entries({ hand: "by hand, no spans", ...libraries }).map(([name, label]) =>
      peer(lab, name, `${label}: ${chunks} typed arrays`, { command: { do: "chunks", n, chunks }, repeats }),
    ),
    ...Object.entries(libraries).map(([name, label]) => ({
      ...peer(lab, name, `${label}: ${chunks} lists`, { command: { do: "lists", n, chunks }, repeats }),
      name: `${name} lists`,
      open: undefined,
      close: undefined,
    })),
  ],
  rows: () => [
    { what: "Fanout", against: "÷ by hand", over: "fanout", under: "hand", most: 2 },
    ...Object.entries(libraries).map(([name, label]) => ({
      what: `${label}, chunks by hand: lists`,
      against: "÷ Fanout",
      over: `${name} lists`,
      under: "fanout",
      least: 1,
    })),
    ...Object.entries(libraries).map(([name, label]) => ({
      what: `${label}, chunks by hand: typed arrays`,
      against: "÷ Fanout",
      over: name,
      under: "fanout",
    })),
  ],
  notes: () => [
    `From a plain list of numbers to a plain list of results in input order, for all contenders. Each round: the median of ${repeats.times} maps after ${repeats.warmUps} that are discarded.`,
    `Typed arrays: ${chunks} Float64Arrays, transferred there and back (poolifier cannot transfer a result: copied back). This is the version by hand with a library around it.`,
    `Lists: ${chunks} plain lists, cloned both ways, as in code that does not use transfers.`,
  ],
};

/** @type {import("../measure.mjs").Group} */
export const items = {
  name: "items",
  title: "the same, one call per item as in the peers' docs",
  rounds: { full: 3, quick: 1 },
  contenders: (lab) => {
    const once = { command: { do: "items", n }, repeats: { warmUps: 0, times: 1 } };
    const few = { command: { do: "items", n: 2_000 }, repeats: { warmUps: 0, times: 1 } };
    return [
      own(lab),
      ...Object.entries(libraries).map(([name, label]) =>
        peer(lab, name, label, lab.quick ? { ...once, warmUp: few } : once),
      ),
    ];
  },
  rows: () =>
    Object.entries(libraries).map(([name, label]) => ({
      what: label,
      against: "÷ Fanout",
      over: name,
      under: "fanout",
      least: 500,
    })),
  notes: (lab) => [
    "100,000 calls on 2 workers, made and awaited together. Comlink has no pool: its calls alternate between the two.",
    "threads: all 100,000 too, but 4 in flight at a time: queued together they would take a quarter of an hour (7 s for 10,000).",
    lab.quick
      ? "Warm-up of 2,000 items (--quick); then each once, whole."
      : "The warm-up is a whole map of 100,000 too.",
  ],
};
