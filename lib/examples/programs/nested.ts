// A list becomes chunks, a chunk becomes items, an item becomes a separate
// execution with two steps:
//   multi_wf › level1 › 3 × level2 › 2 × core_wf › step1, step2
//                     › reduce
import { dynamic, launchPlan, sleep, task, workflow } from "fanout";

const step1 = task(async (a: number, stepMs: number) => {
  if (stepMs > 0) await sleep(stepMs);
  return a + 1;
});
const step2 = task(async (a: number, stepMs: number) => {
  if (stepMs > 0) await sleep(stepMs);
  return a + 2;
});

type Item = { a: number; stepMs: number };
const core_wf = workflow(async ({ a, stepMs }: Item) => {
  return step2(await step1(a, stepMs), stepMs);
});
// A launch plan starts it as a separate execution with its own limit.
const core_wf_lp = launchPlan(core_wf);

type Options = { chunk: number; stepMs: number; maxParallelism: number };

// Dynamic: the number of calls is known only at run time.
const level2 = dynamic((part: number[], options: Options) => {
  const { stepMs, maxParallelism } = options;
  const plan = core_wf_lp.withOverrides({ maxParallelism });
  return Promise.all(part.map((a) => plan({ a, stepMs })));
});

const reduce = task((parts: number[][]) => parts.flat());

// Waits for calls that wait for calls. A waiting task frees its slot, so
// nesting cannot deadlock.
const level1 = dynamic(async (list: number[], options: Options) => {
  const { chunk } = options;
  if (!(chunk >= 1)) {
    throw new RangeError(`chunk must be 1 or more, not ${chunk}`);
  }
  const parts: Promise<number[]>[] = [];
  for (let first = 0; first < list.length; first += chunk) {
    parts.push(level2(list.slice(first, first + chunk), options));
  }
  return reduce(await Promise.all(parts));
});

export default workflow(
  ({ list, count, ...options }) => {
    const upTo = Array.from({ length: count }, (_, index) => index + 1);
    return level1(count > 0 ? upTo : list, options);
  },
  {
    name: "multi_wf",
    inputs: {
      // The items
      list: [1, 2, 3, 4, 5, 6],
      // Use items 1 up to this instead of the list; 0 uses the list
      count: 0,
      // Items for one level2
      chunk: 2,
      // How long one step waits, in ms; 0 for many items
      stepMs: 20,
      // Parallel steps in each core_wf; each core_wf has its own limit
      maxParallelism: 25,
    },
  },
);
