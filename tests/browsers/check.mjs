import { attackChecks } from "./checks/attack.mjs";
import { differenceChecks } from "./checks/differences.mjs";
import { embedChecks } from "./checks/embed.mjs";
import { pageChecks } from "./checks/page.mjs";

/**
 * One promise, tried in every browser alike. Throws where it is not kept.
 * @typedef {object} Check
 * @property {string} name
 * @property {(given: Given) => Promise<void>} run
 * @property {1} [tries] where a second try would hide what is looked for
 */

/**
 * @typedef {object} Given
 * @property {import("./driver.mjs").Driver} driver
 * @property {import("./world.mjs").World} world
 * @property {(text: string) => void} note says something of this browser under the table
 */

/** @type {readonly Check[]} */
export const checks = [...pageChecks, ...embedChecks, ...attackChecks, ...differenceChecks];
