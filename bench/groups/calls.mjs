import { keepAwake } from "../awake.mjs";
import { fanout, libraries, peer } from "./peers.mjs";

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
        sample: async () => middleOf(await lab.spawn(repeats)),
      },
    ];
  },
  rows: () => [{ what: "Fanout", against: "÷ raw new Worker", over: "fanout", under: "raw", most: 1.3 }],
  notes: () => [
    "Raw: the sandbox's document starts a worker from a blob; its script is as long as a runner's, but only one line runs. Fanout: the driver asks for it, and it loads the program.",
  ],
};

const middleOf = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
