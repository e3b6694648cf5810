import { canMeasureMemory, openPythonBench } from "../python.mjs";

/** Workers that are held, to tell what each further one costs. */
const FEW = 1;
const MANY = 6;
/** The most that each figure is to be. */
const GOALS = { first: 4000, second: 1500, start: 200, memory: 50, call: 1, squares: 300, items: 1.3 };

/** @type {import("../python.mjs").PythonBench | undefined} */
let bench;

const opened = () => {
  if (bench === undefined) throw new Error("the browser is not open");
  return bench;
};

/** What a further worker costs. @param {"cpuMs" | "mb"} of */
async function furtherWorker(of) {
  const few = await opened().held(FEW);
  const many = await opened().held(MANY);
  return (many[of] - few[of]) / (MANY - FEW);
}

const goal = (name, unit) => ({
  name: `${name} goal`,
  label: `goal, ${unit}`,
  sample: async () => GOALS[name],
});

/** Measured together: a second visit needs a first. @type {{ first: number, second: number } | undefined} */
let visits;

async function firstVisit() {
  visits = await opened().visits();
  return visits.first;
}

async function secondVisit() {
  const { second } = visits ?? (await opened().visits());
  visits = undefined;
  return second;
}

const measured = {
  first: { what: "first result, first visit at 50 Mbit/s", unit: "ms", sample: firstVisit },
  second: { what: "first result, second visit", unit: "ms", sample: secondVisit },
  start: { what: "start of a worker", unit: "ms of processor time", sample: () => furtherWorker("cpuMs") },
  ...(canMeasureMemory && {
    memory: { what: "memory of a further worker", unit: "MB", sample: () => furtherWorker("mb") },
  }),
  call: { what: "pool.apply", unit: "ms", sample: () => opened().figure("apply") },
  squares: { what: "100,000 squares, Pool(2)", unit: "ms", sample: () => opened().figure("squares") },
  items: { what: "items of 1 ms", unit: "× a loop", sample: () => opened().figure("items") },
};

/** @type {import("../measure.mjs").Group} */
export const python = {
  name: "python",
  title: "Python, from its standard library",
  rounds: { full: 5, quick: 1 },
  under: async () => {
    bench = await openPythonBench();
    return async () => {
      await bench?.close();
      bench = undefined;
    };
  },
  contenders: () =>
    Object.entries(measured).flatMap(([name, { what, unit, sample }]) => [
      { name, label: `${what}, ${unit}`, sample: async () => sample() },
      goal(name, unit),
    ]),
  rows: () =>
    Object.entries(measured).map(([name, { what, unit }]) => ({
      what,
      against: `÷ ${GOALS[name]} ${unit}`,
      over: name,
      under: `${name} goal`,
      most: 1,
    })),
  notes: () => [
    `Of a page that is isolated. A further worker's start and memory are those of pools of ${FEW} and ${MANY}, all of whose workers run; memory is the renderers' proportional set size.`,
    "A first result is that of a Pool(2), from the moment at which Python's files are asked for; the page is open, and nothing has been started ahead.",
    "`npm run bench:python` runs the same programs in CPython too.",
  ],
};
