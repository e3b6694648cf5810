// The guards that `npm run test:guards` removes, one by one, and the tests that must fail.
import { boundsGuards } from "./list/bounds.mjs";
import { embedGuards } from "./list/embed.mjs";
import { openingGuards } from "./list/opening.mjs";
import { pageGuards } from "./list/page.mjs";
import { pythonGuards } from "./list/python.mjs";
import { runnersGuards } from "./list/runners.mjs";
import { sandboxGuards } from "./list/sandbox.mjs";
import { storageGuards } from "./list/storage.mjs";

/** @type {readonly import("./guard.mjs").Guard[]} */
export const guards = [
  ...sandboxGuards,
  ...runnersGuards,
  ...pythonGuards,
  ...boundsGuards,
  ...pageGuards,
  ...openingGuards,
  ...embedGuards,
  ...storageGuards,
];
