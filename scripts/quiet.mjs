// Waits for a machine on which figures can be measured.
import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** Load of the last minute, per core, at which other work no longer shows in the figures. */
const MAX_LOAD = 0.35;

/** @param {number} minutes the longest wait @returns {Promise<{ load: number, isQuiet: boolean }>} load per core when it was over */
export async function waitForQuiet(minutes) {
  const load = () => (loadavg()[0] ?? 0) / cpus().length;
  const end = Date.now() + minutes * 60_000;
  if (load() > MAX_LOAD && minutes > 0)
    console.log(`Load ${load().toFixed(2)} per core: waiting for ${MAX_LOAD}, ${minutes} minutes at most.`);
  while (load() > MAX_LOAD && Date.now() < end) await sleep(5_000);
  const last = load();
  return { load: last, isQuiet: last <= MAX_LOAD };
}
