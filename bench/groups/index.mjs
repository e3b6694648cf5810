import { busy } from "./busy.mjs";
import { call, callAwake, op } from "./calls.mjs";
import { page } from "./page.mjs";
import { reports, sleeps, uneven } from "./pools.mjs";
import { replay } from "./replay.mjs";
import { items, squares } from "./squares.mjs";

/** In the order of the design's table. @type {readonly import("../measure.mjs").Group[]} */
export const groups = [
  squares,
  items,
  ...busy,
  call,
  callAwake,
  op,
  sleeps,
  uneven,
  ...reports,
  replay,
  page,
];
