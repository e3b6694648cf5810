import { keepAwake } from "../awake.mjs";
import { fanout, libraries, middle, peer } from "./peers.mjs";

const calls = 200;
/** After about 1,600 calls the code on both sides is optimized. */
const repeats = { warmUps: 8, times: 7 };

/** @type {import("../measure.mjs").Group} */
export const call = {
  name: "call",
  title: "one warm task call, there and back",
  // A core that sleeps between two messages takes long to wake: single rounds differ by a factor of four.
  rounds: { full: 31, quick: 15 },
  contenders: (lab) => {
    const command = { do: "call", calls };
    return [
      fanout(lab, "fanout", "Fanout: await square(x), warm pool of 2", {
        program: "call.ts",
        strategy: "pooled",
        inputs: { calls, ...repeats, holdMs: 0 },
        spans: calls * (repeats.warmUps + repeats.times),
      }),
      peer(lab, "hand", "raw postMessage over a MessagePort", { command, repeats }),
      peer(lab, "comlink", libraries.comlink, { command, repeats }),
      {
        ...peer(lab, "hand", "raw postMessage through a third worker", {
          name: "relay",
          command: { do: "relay", calls },
          repeats,
        }),
        open: undefined,
        close: undefined,
      },
    ];
  },
  rows: () => [
    { what: "Fanout", against: "÷ raw postMessage", over: "fanout", under: "hand", most: 1.6 },
    { what: "Fanout", against: "÷ Comlink", over: "fanout", under: "comlink" },
    { what: "Fanout", against: "÷ raw, through a third worker", over: "fanout", under: "relay" },
  ],
  notes: () => [
    `${calls} calls one after another, divided by their number; one document starts both workers, with a MessagePort between them.`,
  ],
};

/** The same call, without waiting for a core to wake. @type {import("../measure.mjs").Group} */
export const callAwake = {
  ...call,
  name: "call-awake",
  title: "one warm task call, there and back, while no core sleeps",
  rounds: { full: 21, quick: 9 },
  under: (lab) => keepAwake(lab.machine.cores),
  notes: (lab) => [
    ...call.notes(lab),
    "A process of the lowest priority runs on every core and gives way to both, so no core sleeps: this is the cost of the call itself.",
  ],
};

const together = 10_000;

/** @type {import("../measure.mjs").Group} */
export const many = {
  name: "many",
  title: "10,000 single calls made and awaited together, warm pool of 2, time of one",
  rounds: { full: 9, quick: 3 },
  contenders: (lab) => {
    const repeats = { warmUps: 2, times: 3 };
    const own = (name, label, how) =>
      fanout(lab, name, label, {
        program: "many.ts",
        strategy: "pooled",
        inputs: { calls: together, ...repeats, how, holdMs: 0 },
        spans: (together + (how === "map" ? 1 : 0)) * (repeats.warmUps + repeats.times),
      });
    const theirs = (name) => {
      const made = peer(lab, name, libraries[name], { command: { do: "items", n: together }, repeats });
      return { ...made, sample: async (isWarmUp) => (await made.sample(isWarmUp)) / together };
    };
    return [
      own("together", "Fanout: Promise.all of square(x)", "together"),
      own("in turn", "Fanout: await square(x), one after another", "in turn"),
      own("map", "Fanout: map(square, numbers)", "map"),
      theirs("comlink"),
      theirs("workerpool"),
    ];
  },
  rows: () => [
    {
      what: "Fanout, together",
      against: "÷ one after another",
      over: "together",
      under: "in turn",
      most: 1.2,
    },
    { what: "Fanout, together", against: "÷ map", over: "together", under: "map" },
    ...["comlink", "workerpool"].map((name) => ({
      what: libraries[name],
      against: "÷ Fanout, together",
      over: name,
      under: "together",
    })),
  ],
  notes: () => [
    "Each call is a span with its own arguments, result and times, as where calls are made one after another.",
  ],
};

/** @type {import("../measure.mjs").Group} */
export const op = {
  name: "op",
  title: "one dynamic op run: a fresh worker for one call",
  rounds: { full: 9, quick: 5 },
  contenders: (lab) => {
    const repeats = { warmUps: 2, times: 9 };
    return [
      fanout(lab, "fanout", "Fanout: await square(x), dynamic", {
        program: "call.ts",
        strategy: "dynamic",
        inputs: { calls: 1, ...repeats, holdMs: 0 },
        spans: repeats.warmUps + repeats.times,
      }),
      {
        name: "raw",
        label: "raw new Worker, to its first answer",
        sample: async () => middle(await lab.spawn(repeats)),
      },
    ];
  },
  rows: () => [{ what: "Fanout", against: "÷ raw new Worker", over: "fanout", under: "raw", most: 1.3 }],
  notes: () => [
    "Raw: the sandbox's document starts a worker from a blob; its script is as long as a runner's, but only one line runs. Fanout: the driver asks for it, and it loads the program.",
  ],
};
