// Bounds of a run.
import { CHUNKS } from "../places.mjs";

/** @type {readonly import("../guard.mjs").Guard[]} */
export const boundsGuards = [
  {
    name: "the size of an output",
    taken: "the coordinator's measuring",
    cuts: [
      {
        module: "lib/engine/wire-mapping.ts",
        from: "{ bytes: VALUE_MAX_BYTES }",
        to: "{ bytes: 1e12 * VALUE_MAX_BYTES }",
      },
    ],
    spec: "attack/forgery",
    tests: ["outputs that cannot leave the sandbox"],
    says: /more than 64 MiB/,
  },
  {
    name: "the bound of meters",
    taken: "it is raised to 1e9",
    cuts: [{ module: "lib/model/limits.ts", from: "SPAN_MAX_METERS = 100", to: "SPAN_MAX_METERS = 1e9" }],
    spec: "attack/bounds",
    tests: ["meters without end"],
    says: /one span cannot have more than 100 names/,
  },
  {
    name: "the bound of workers alive",
    taken: "it is raised to 80",
    cuts: [{ module: "lib/model/limits.ts", from: "MAX_WORKERS = 64", to: "MAX_WORKERS = 80" }],
    spec: "attack/bounds",
    tests: ["a fork bomb of workers"],
    says: /Expected: <= 66/,
  },
  {
    name: "the bound of spans",
    taken: "it is raised to 2,000,000",
    cuts: [{ module: "lib/model/limits.ts", from: "MAX_SPANS = 1_000_000", to: "MAX_SPANS = 2_000_000" }],
    spec: "attack/bounds",
    tests: ["more than a million items"],
    says: /1,000,000 spans/,
  },
  {
    name: "the bound of levels",
    taken: "it is raised to 260",
    cuts: [{ module: "lib/model/limits.ts", from: "MAX_DEPTH = 256", to: "MAX_DEPTH = 260" }],
    spec: "attack/bounds",
    tests: ["a level too many"],
    says: /nested more than 260 levels deep/,
  },
  {
    name: "the bound of one value",
    taken: "it is raised to 256 MiB",
    cuts: [{ module: "lib/model/limits.ts", from: "VALUE_MAX_BYTES = 64", to: "VALUE_MAX_BYTES = 256" }],
    spec: "attack/bounds",
    tests: ["a result of 100 MiB", "an argument of 100 MiB"],
    says: /limited to 64 MiB/,
  },
  {
    name: "the bound of log lines",
    taken: "it is raised to 20,000",
    cuts: [
      { module: "lib/model/limits.ts", from: "MAX_LOGS = 10_000", to: "MAX_LOGS = 20_000" },
      { files: CHUNKS, from: /(logs\.length\+\w+\.length-)\w+\.\w+/, to: "$12e4" },
    ],
    spec: "attack/bounds",
    tests: ["more log lines than are kept"],
    says: /15,000 older entries were dropped/,
  },
];
