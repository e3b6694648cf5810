// How cost grows with items, workers, nesting and bytes; docs/measuring.md has the table and the plot.
import { fanout, middle } from "./peers.mjs";
import { poolReady } from "./pools.mjs";

/** What may be added to a cost that grows with the size, between two sizes: caches and collections. */
const SLACK = 1.5;

const repeats = { warmUps: 2, times: 3 };

/**
 * Contenders named "SERIES SIZE", and rows that compare the largest size with one far below it: growth is at most linear.
 * @param {{ what: string, unit: string, sizes: readonly number[], series: Record<string, { label: string, at: (lab: object, size: number) => object }> }} of
 * @returns {import("../measure.mjs").Group}
 */
function growth({ what, unit, sizes, series }) {
  const from = sizes.at(-3) ?? sizes[0];
  const to = sizes.at(-1);
  return {
    name: `growth-${what}`,
    family: "growth",
    title: `cost by ${unit}`,
    rounds: { full: 5, quick: 1 },
    notInQuick: true,
    growth: {
      what,
      unit,
      sizes,
      series: Object.entries(series).map(([name, { label }]) => ({ name, label })),
    },
    contenders: (lab) =>
      sizes.flatMap((size) =>
        Object.entries(series).map(([name, { label, at }]) => ({
          ...at(lab, size),
          name: `${name} ${size}`,
          label: `${label}: ${size.toLocaleString("en")} ${unit}`,
        })),
      ),
    rows: () => [
      {
        what: `Fanout, ${to?.toLocaleString("en")} ${unit}`,
        against: `÷ ${from?.toLocaleString("en")}, ÷ ${to / from}`,
        over: `fanout ${to}`,
        under: `fanout ${from}`,
        scale: to / from,
        most: SLACK,
      },
    ],
    notes: () => [],
  };
}

const hand = { label: "by hand" };

/** A peer stays open for all sizes: opening it again closes the one before. */
const byHand = (lab, command, own = repeats) => ({
  open: () => lab.openPeer("hand", 2),
  sample: async () => middle(await lab.peer("hand", command, own)),
  close: () => lab.closePeer("hand"),
});

const own = (lab, what, size, plan) => fanout(lab, `growth ${what} ${size}`, "Fanout", plan);

/** @type {readonly import("../measure.mjs").Group[]} */
export const growths = [
  growth({
    what: "items",
    unit: "items of x²",
    // A run can record a million spans.
    sizes: [100, 1_000, 10_000, 100_000, 900_000],
    series: {
      fanout: {
        label: "Fanout",
        at: (lab, n) => {
          const few = n > 200_000 ? { warmUps: 0, times: 1 } : repeats;
          return own(lab, "items", n, {
            program: "squares.ts",
            strategy: "pooled",
            inputs: { n, ...few, holdMs: 0 },
          });
        },
      },
      hand: { ...hand, at: (lab, n) => byHand(lab, { do: "chunks", n, chunks: 4 }) },
    },
  }),
  growth({
    what: "workers",
    unit: "workers, started cold",
    sizes: [1, 2, 4, 8, 16, 32, 64],
    series: {
      fanout: {
        label: "Fanout",
        at: (lab, workers) => ({ sample: () => poolReady(lab, `growth workers ${workers}`, workers) }),
      },
      hand: {
        label: "bare workers",
        at: (lab, workers) => ({
          sample: async () => middle(await lab.spawn({ warmUps: 0, times: 1 }, workers)),
        }),
      },
    },
  }),
  growth({
    what: "nesting",
    unit: "calls, each inside the other",
    sizes: [1, 2, 3, 4, 5, 6],
    series: {
      fanout: {
        label: "Fanout",
        at: (lab, depth) =>
          own(lab, "nesting", depth, {
            program: "nest.ts",
            strategy: "pooled",
            inputs: { depth, calls: 50, ...repeats },
          }),
      },
    },
  }),
  growth({
    what: "bytes",
    unit: "bytes an item, 4 items there and back",
    sizes: [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000],
    series: {
      fanout: {
        label: "Fanout",
        at: (lab, bytes) =>
          own(lab, "bytes", bytes, {
            program: "bytes.ts",
            strategy: "pooled",
            inputs: { items: 4, bytes, ...repeats, holdMs: 0 },
          }),
      },
      hand: { ...hand, at: (lab, bytes) => byHand(lab, { do: "bytes", items: 4, bytes }) },
    },
  }),
];
