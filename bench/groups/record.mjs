import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { packedRecord } from "../enlarged-record.mjs";
import { openSite } from "../site.mjs";

const STEPS = 10_000;
const OPEN_MS = 3_000;
const TASK_MS = 50;

/** @type {import("../site.mjs").Site | undefined} */
let site;
let path = "";
let packed = 0;
let unpacked = 0;
/** Of each opening. @type {{ longestMs: number, bytes: number }[]} */
let seen = [];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** @type {import("../measure.mjs").Group} */
export const record = {
  name: "record",
  title: `opening a Dagster record of ${STEPS.toLocaleString("en")} steps`,
  rounds: { full: 5, quick: 1 },
  notInQuick: true,
  under: async () => {
    seen = [];
    const file = packedRecord(STEPS);
    packed = file.length;
    unpacked = gunzipSync(file).length;
    const folder = await mkdtemp(join(tmpdir(), "fanout-record-"));
    path = join(folder, "run.gz");
    await writeFile(path, file);
    site = await openSite();
    return async () => {
      await site?.close();
      site = undefined;
      await rm(folder, { recursive: true });
    };
  },
  contenders: () => [
    {
      name: "open",
      label: "from the file's choice to its answer",
      sample: async (warmUp) => {
        // Each opening has a new page, as cold as a visitor's.
        if (warmUp || site === undefined) return 0;
        const opened = await site.open(path);
        seen.push(opened);
        return opened.tookMs;
      },
    },
    { name: "patience", label: "3 s", sample: async () => OPEN_MS },
    {
      name: "longest",
      label: "longest task of the page",
      sample: async () => median(seen.map((one) => one.longestMs)),
    },
    { name: "task", label: "a task too short to notice", sample: async () => TASK_MS },
  ],
  rows: () => [
    { what: "time to open", against: `÷ ${OPEN_MS / 1_000} s`, over: "open", under: "patience", most: 1 },
    { what: "longest task", against: `÷ ${TASK_MS} ms`, over: "longest", under: "task", most: 1 },
  ],
  notes: () => [
    `A debug file of ${(packed / 2 ** 20).toFixed(1)} MiB, packed; ${(unpacked / 2 ** 20).toFixed(0)} MiB of JSON. Most memory of the page and its workers while it opens: ${Math.round(median(seen.map(({ bytes }) => bytes)) / 2 ** 20)} MiB.`,
  ],
};
