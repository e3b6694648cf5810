import { busy } from "./busy.mjs";
import { call, callAwake, many, op } from "./calls.mjs";
import { growths } from "./growth.mjs";
import { page } from "./page.mjs";
import { coldPool, reports, sleeps, uneven } from "./pools.mjs";
import { python } from "./python.mjs";
import { record } from "./record.mjs";
import { replay } from "./replay.mjs";
import { items, squares } from "./squares.mjs";
import { visit } from "./visit.mjs";

/** In the order of the design's table. @type {readonly import("../measure.mjs").Group[]} */
export const groups = [
  squares,
  items,
  ...busy,
  call,
  callAwake,
  many,
  op,
  coldPool,
  sleeps,
  uneven,
  ...reports,
  replay,
  python,
  visit,
  page,
  record,
  ...growths,
];

/** What `--only` may name. */
export const groupNames = [
  ...new Set(groups.flatMap(({ name, family }) => (family === undefined ? [name] : [family, name]))),
];

/**
 * Groups by their own names and those of families.
 * @param {readonly string[]} names
 * @throws {Error} if one of them is unknown
 */
export function groupsNamed(names) {
  const unknown = names.find((name) => !groupNames.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no group "${unknown}". Groups: ${groupNames.join(", ")}.`);
  return groups.filter(({ name, family }) => names.includes(name) || names.includes(family));
}
