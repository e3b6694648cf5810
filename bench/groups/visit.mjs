import { openVisits } from "../visit.mjs";

/** The most that each figure is to be, ms. */
const GOALS = { finding: 500, firstBar: 1_000, event: 100, firstDraw: 300, range: 6_000 };
/** All bars, over the sum of the trials' wall times. */
const ALL_BARS = 1.2;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** @type {import("../visit.mjs").Visits | undefined} */
let visits;
/** Of the visit that the contenders of a round share. */
let seen = {};

const opened = () => {
  if (visits === undefined) throw new Error("the site is not open");
  return visits;
};

/** Each figure is taken from the round's visit by whichever contender comes first. */
async function shared(of, make) {
  if (seen[of] === undefined || seen[of].used.has(make.figure))
    seen[of] = { result: await make.visit(), used: new Set() };
  seen[of].used.add(make.figure);
  return seen[of].result[make.figure];
}

const first = (figure) => () => shared("first", { figure, visit: () => opened().first() });
const numbers = (figure) => () => shared("numbers", { figure, visit: () => opened().numbers() });

const figures = {
  finding: { what: "recorded finding", sample: first("finding") },
  firstBar: { what: "first measured bar", sample: first("firstBar") },
  event: { what: "a line until it is on the screen", sample: async () => median(await opened().events()) },
  firstDraw: { what: "100,000 items on 1,024 workers: first answer", sample: numbers("first") },
  range: { what: "100,000 items on 1,024 workers: range of 20 draws", sample: numbers("range") },
};

/** @type {import("../measure.mjs").Group} */
export const visit = {
  name: "visit",
  title: "what a visitor waits for",
  rounds: { full: 5, quick: 1 },
  notInQuick: true,
  under: async () => {
    seen = {};
    visits = await openVisits();
    return async () => {
      await visits?.close();
      visits = undefined;
    };
  },
  contenders: () => [
    ...Object.entries(figures).flatMap(([name, { what, sample }]) => [
      { name, label: what, sample },
      { name: `${name} goal`, label: "goal", sample: async () => GOALS[name] },
    ]),
    { name: "allBars", label: "first visit: all bars are measured", sample: first("allBars") },
    { name: "trials", label: "first visit: wall times of its trials, added", sample: first("trials") },
  ],
  rows: () => [
    ...Object.entries(figures).map(([name, { what }]) => ({
      what,
      against: `÷ ${GOALS[name].toLocaleString("en")} ms`,
      over: name,
      under: `${name} goal`,
      most: 1,
    })),
    {
      what: "all bars",
      against: "÷ the trials' wall times",
      over: "allBars",
      under: "trials",
      most: ALL_BARS,
    },
  ],
  notes: () => [
    "The built site on this machine, a browser with empty caches for each visit. Times of a visit begin with the navigation.",
    "The line: of 30 that a task prints while it sleeps, the median until the frame with it has been drawn. Clocks of a worker and the page agree to about 0.2 ms.",
  ],
};
