// A debug file of Dagster with as many mapped steps as wanted: a real one, its 24 mapped steps again and again.
import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { inRoot } from "../scripts/paths.mjs";

const REAL = "tests/corpus/runs/dagster-fan24-spawn-4.gz";
const ITEMS = 24;
/** s from the first start of a mapped step to the end of the last one. */
const LENGTH_S = 58;

/**
 * Each copy of the steps is later and has other keys; the step before them gives them all out, the one after them takes all in.
 * @param {number} steps mapped ones: the next multiple of 24
 * @returns {Buffer} JSON
 */
function enlargedRecord(steps) {
  const { event_list: events, ...rest } = JSON.parse(gunzipSync(readFileSync(inRoot(REAL))).toString());
  const copies = Math.ceil(steps / ITEMS);
  const keyOf = ({ dagster_event: event }) => event?.step_key ?? "";
  const isMapped = (event) => keyOf(event).includes("[");
  const isOfItem = (event) => /\bfile_\d+\b/.test(JSON.stringify(event));
  const firstMapped = events.findIndex(isMapped);
  const before = events.filter((event, at) => !isMapped(event) && at < firstMapped);
  const after = events.filter((event, at) => !isMapped(event) && at > firstMapped);
  const parts = [
    ...list(
      before.filter((event) => !isOfItem(event)),
      0,
      0,
    ),
    ...each(copies, (copy) => list(before.filter(isOfItem), copy, 0)),
    ...each(copies, (copy) => list(events.filter(isMapped), copy, copy)),
    ...list(
      after.filter((event) => !isOfItem(event)),
      0,
      copies - 1,
    ),
    ...each(copies, (copy) => list(after.filter(isOfItem), copy, copies - 1)),
  ];
  const head = JSON.stringify(rest).slice(0, -1);
  return Buffer.from(`${head},"event_list":[${parts.join(",")}]}`);
}

/** @param {number} steps @returns {Buffer} as Dagster writes it */
export const packedRecord = (steps) => gzipSync(enlargedRecord(steps), { level: 6 });

/** @returns {string[]} */
const each = (count, make) => Array.from({ length: count }, (_, at) => make(at)).flat();

/** @returns {string[]} JSON of the events, of the items of a copy, so many lengths later */
function list(events, copy, later) {
  if (events.length === 0) return [];
  return [
    JSON.stringify(events)
      .slice(1, -1)
      .replaceAll(/\bfile_(\d+)\b/g, `c${copy}_$1`)
      .replaceAll(
        /"timestamp":(\d+\.\d+)/g,
        (_all, time) => `"timestamp":${Number(time) + later * LENGTH_S}`,
      ),
  ];
}
