// Contenders that several groups share.
import { readFileSync } from "node:fs";

const versionsIn = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")).dependencies;
const { comlink } = versionsIn("../../package.json");
const peers = versionsIn("../peers/package.json");

/** Libraries among the peers, with their labels. */
export const libraries = {
  comlink: `Comlink ${comlink}`,
  workerpool: `workerpool ${peers.workerpool}`,
  threads: `threads ${peers.threads}`,
  poolifier: `poolifier-web-worker ${peers["poolifier-web-worker"]}`,
};

/** @param {readonly number[]} values */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/**
 * A program on Fanout that times itself; a round's figure is the median of its times.
 * @param {import("../lab.mjs").Lab} lab
 * @param {string} name
 * @param {string} label
 * @param {Omit<import("../lab.mjs").FanoutPlan, "client">} plan
 * @returns {import("../measure.mjs").Contender}
 */
export const fanout = (lab, name, label, plan) => ({
  name,
  label,
  sample: async () => middle(await lab.taken({ client: name, ...plan })),
  close: () => lab.closeClient(name),
});

/**
 * @param {import("../lab.mjs").Lab} lab
 * @param {string} peer
 * @param {string} label
 * @param {{ name?: string, size?: number, command: object, repeats: import("../lab.mjs").Repeats, warmUp?: { command: object, repeats: import("../lab.mjs").Repeats } }} plan
 * @returns {import("../measure.mjs").Contender}
 */
export const peer = (lab, peer, label, { name = peer, size = 2, command, repeats, warmUp }) => ({
  name,
  label,
  open: () => lab.openPeer(peer, size),
  sample: async (isWarmUp) => {
    const what = isWarmUp && warmUp ? warmUp : { command, repeats };
    return middle(await lab.peer(peer, what.command, what.repeats));
  },
  close: () => lab.closePeer(peer),
});
