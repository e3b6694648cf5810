import { openSite, SPANS } from "../site.mjs";
import { digits } from "../table.mjs";

const FRAME_MS = 16;
const TASK_MS = 50;
const FRAMES = 120;

/** Scrolls the tree to an expression in `s` and `at`; throws if nothing moves, since nothing would be measured. */
const scroll = (to) =>
  `const s = document.querySelector("[role=treegrid]"); const from = s.scrollTop; s.scrollTop = ${to};
  if (s.scrollTop === from) throw new Error("the tree does not scroll");`;

/** Turns the wheel over the timeline; throws if the timeline ignores it. */
const wheel = (how) =>
  `const event = new WheelEvent("wheel", { ${how}, clientX: 1000, clientY: 400, bubbles: true, cancelable: true });
  if (document.querySelector("[role=application]").dispatchEvent(event)) throw new Error("the timeline takes no wheel");`;

const acts = {
  "tree-scroll": { view: "tree", label: "tree, scroll", act: scroll("at * 300 + 300") },
  "tree-jump": { view: "tree", label: "tree, jump far", act: scroll("((at + 1) * 104729) % s.scrollHeight") },
  "timeline-zoom": {
    view: "timeline",
    label: "timeline, zoom",
    act: wheel(`ctrlKey: true, deltaY: at < ${FRAMES / 2} ? -30 : 30`),
  },
  "timeline-pan": { view: "timeline", label: "timeline, pan", act: wheel("deltaX: at % 2 ? 60 : -60") },
};

/** @type {import("../site.mjs").Site | undefined} */
let site;
/** Of each run that was streamed. @type {{ before: number, after: number }[]} */
let bytes = [];

const opened = () => {
  if (site === undefined) throw new Error("the site is not open");
  return site;
};
const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
const middle = (values) => percentile(values, 0.5);
const mib = (count) => `${digits(count / 2 ** 20)} MiB`;

const streamed = (view) => ({
  name: `stream-${view}`,
  label: `longest task while they stream into the ${view}`,
  sample: async (warmUp) => {
    // Each run has a new page, as cold as a visitor's: there is nothing to warm up.
    if (warmUp) return 0;
    const seen = await opened().stream(view);
    bytes.push(seen.bytes);
    return seen.longestMs;
  },
});

/** @type {import("../measure.mjs").Group} */
export const page = {
  name: "page",
  title: `the page with a run of ${SPANS.toLocaleString("en")} spans`,
  rounds: { full: 5, quick: 1 },
  notInQuick: true,
  under: async () => {
    bytes = [];
    site = await openSite();
    return async () => {
      await site?.close();
      site = undefined;
    };
  },
  contenders: () => [
    ...Object.entries(acts).map(([name, { view, label, act }]) => ({
      name,
      label: `${label}, 95th percentile of ${FRAMES} frames`,
      sample: async () => percentile(await opened().frames(view, act, FRAMES), 0.95),
    })),
    { name: "frame", label: "a frame", sample: async () => FRAME_MS },
    streamed("tree"),
    streamed("timeline"),
    { name: "task", label: "a task too short to notice", sample: async () => TASK_MS },
    {
      name: "span",
      label: "memory that a span takes in the page, bytes",
      sample: async () => middle(bytes.map(({ before, after }) => (after - before) / SPANS)) ?? 0,
    },
    { name: "hundred", label: "100 bytes", sample: async () => 100 },
  ],
  rows: () => [
    ...Object.entries(acts).map(([name, { label }]) => ({
      what: label,
      against: `÷ ${FRAME_MS} ms`,
      over: name,
      under: "frame",
      most: 1,
    })),
    ...["tree", "timeline"].map((view) => ({
      what: `longest task, ${view}`,
      against: `÷ ${TASK_MS} ms`,
      over: `stream-${view}`,
      under: "task",
      most: 1,
    })),
    { what: "memory of a span", against: "÷ 100 bytes", over: "span", under: "hundred" },
  ],
  notes: () => [
    "The built site, traced. A frame is the work of the page's main thread from one to the next; the longest task is of the same thread, from Run to the end of the run. Both in processor time of that thread.",
    ...(bytes.length > 0
      ? [
          `Memory of the page, garbage collected: ${mib(middle(bytes.map(({ before }) => before)))} before the run, ${mib(middle(bytes.map(({ after }) => after)))} after.`,
        ]
      : []),
    "Script before the page can be used is counted in npm test: at most 230 KiB compressed, an embed 180.",
  ],
};
