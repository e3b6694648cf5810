import { fanout, peer } from "./peers.mjs";

/** `most`: the cost over the pool by hand. @type {readonly { name: string, us: number, n: number, least: number, most: number, times: number }[]} */
const sizes = [
  { name: "busy-1us", us: 1, n: 100_000, least: 1.6, most: 1.5, times: 3 },
  { name: "busy-10us", us: 10, n: 100_000, least: 1.85, most: 1.2, times: 1 },
  { name: "busy-100us", us: 100, n: 2_500, least: 1.9, most: 1.05, times: 3 },
];

/** By hand: few messages, and none of the workers ends long before the other. */
const CHUNKS = 16;

const count = (n) => n.toLocaleString("en");

/** @type {readonly import("../measure.mjs").Group[]} */
export const busy = sizes.map(({ name, us, n, least, most, times }) => ({
  name,
  family: "work",
  title: `map over ${count(n)} items of ${us} µs, warm pool of 2`,
  rounds: { full: 9, quick: 3 },
  contenders: (lab) => {
    const units = new Array(n).fill(us / 1000 / lab.msPerUnit);
    const plan = {
      program: "work.ts",
      inputs: { units, warmUps: 1, times, holdMs: 0 },
      spans: (n + 1) * (1 + times),
    };
    return [
      fanout(lab, "pooled", "Fanout, pooled", { ...plan, strategy: "pooled" }),
      fanout(lab, "sequential", "Fanout, sequential", { ...plan, strategy: "sequential" }),
      peer(lab, "hand", `by hand, no spans: ${CHUNKS} chunks, each worker takes the next`, {
        command: { do: "work", units, chunks: CHUNKS },
        repeats: { warmUps: 1, times },
      }),
    ];
  },
  rows: () => [
    { what: "Fanout, sequential", against: "÷ pooled", over: "sequential", under: "pooled", least },
    { what: "Fanout, pooled", against: "÷ by hand", over: "pooled", under: "hand", most },
  ],
  notes: (lab) => [
    `An item is compute(${(us / 1000 / lab.msPerUnit).toPrecision(3)}) of the SDK: a fixed amount of work, ${us} µs by this run's calibration.`,
  ],
}));
