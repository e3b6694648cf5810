// The simulation against measured runs: a run with some workers predicts a run with another number.
import { unevenMs } from "./pools.mjs";

const LETTERS = { program: "lib/examples/programs/letters.ts", inputs: { pieceMs: 50 } };
const NESTED = { program: "lib/examples/programs/mixed.ts", inputs: {} };

/** Past this error the page does not trust a simulation. */
const MOST_ERROR = 0.15;

/**
 * @param {import("../lab.mjs").Lab} lab
 * @returns {readonly { name: string, label: string, plan: object, from: number, to: number }[]}
 */
function cases(lab) {
  const { cores } = lab.machine;
  const units = unevenMs().map((ms) => ms / lab.msPerUnit);
  const uneven = { program: "work.ts", inputs: { units, warmUps: 0, times: 1, holdMs: 0 } };
  const of = (name, label, plan, from, to) => ({ name, label, plan: { start: "cold", ...plan }, from, to });
  return [
    of("pooled-more", "letters, pooled", { ...LETTERS, strategy: "pooled" }, 2, 8),
    of("pooled-fewer", "letters, pooled", { ...LETTERS, strategy: "pooled" }, 8, 2),
    of("dynamic-fewer", "letters, dynamic", { ...LETTERS, strategy: "dynamic" }, 8, 2),
    of("nested-fewer", "mixed, pooled", { ...NESTED, strategy: "pooled" }, 4, 2),
    of("uneven-fewer", "uneven CPU work, pooled", { ...uneven, strategy: "pooled" }, cores, 1),
    of("uneven-more", "uneven CPU work, pooled", { ...uneven, strategy: "pooled" }, 1, cores),
  ];
}

/** @type {import("../measure.mjs").Group} */
export const replay = {
  name: "replay",
  title: "the simulation, against measured runs",
  rounds: { full: 9, quick: 3 },
  notInQuick: true,
  contenders: (lab) =>
    cases(lab).flatMap(({ name, label, plan, from, to }) => [
      {
        name: `${name}-measured`,
        label: `${label}: measured with ${to}`,
        sample: async () => (await lab.run({ client: "replay", ...plan, workers: to })).outcome.wallMs,
      },
      {
        name: `${name}-replayed`,
        label: `${label}: simulated, from a run with ${from}`,
        sample: () => lab.replay({ client: "replay", ...plan, workers: from }, to),
        close: () => lab.closeClient("replay"),
      },
    ]),
  rows: (lab) =>
    cases(lab).map(({ name, label, from, to }) => ({
      what: `${label}, ${from} → ${to} workers: simulated`,
      against: "÷ measured",
      over: `${name}-replayed`,
      under: `${name}-measured`,
      least: 1 - MOST_ERROR,
      most: 1 + MOST_ERROR,
    })),
  notes: () => [
    "Each round runs the program with one number of workers, simulates its spans with another, and runs it with that number too. Cold starts.",
    "The simulation knows only the first run. Bodies take as long as they took, so CPU work stays within the number of cores.",
  ],
};
