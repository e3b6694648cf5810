import type { Numbers } from "./numbers";
import { presetNamed } from "./presets";

/** The question that the view opens with: 10,000 files of five minutes, on 64 pods that take 20 s to start. */
export const DEFAULT_NUMBERS: Numbers = {
  work: {
    items: 10_000,
    item: { kind: "fixed", ms: 300_000 },
    waits: 0,
    bytesIn: 0,
    bytesOut: 0,
    failures: 0,
    retries: 2,
    beforeMs: 0,
    afterMs: 0,
    groups: 1,
  },
  place: presetNamed("own").place,
  workers: 64,
  chunk: "auto",
  seed: 1,
};
