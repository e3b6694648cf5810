import { attackChecks } from "./checks/attack.mjs";
import { differenceChecks } from "./checks/differences.mjs";
import { embedChecks } from "./checks/embed.mjs";
import { filesChecks } from "./checks/files.mjs";
import { pageChecks } from "./checks/page.mjs";
import { pythonChecks } from "./checks/python.mjs";
import { shareChecks } from "./checks/share.mjs";

/**
 * One promise, tested in the same way in every browser. Throws if it is broken.
 * @typedef {object} Check
 * @property {string} name
 * @property {(given: Given) => Promise<void>} run
 * @property {1} [tries] if a second try would hide the failure
 */

/**
 * @typedef {object} Given
 * @property {import("./driver.mjs").Driver} driver
 * @property {import("./world.mjs").World} world
 * @property {(text: string) => void} note adds a line about this browser below the table
 */

/** @type {readonly Check[]} */
export const checks = [
  ...pageChecks,
  ...pythonChecks,
  ...shareChecks,
  ...filesChecks,
  ...embedChecks,
  ...attackChecks,
  ...differenceChecks,
];
