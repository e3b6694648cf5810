// A list becomes chunks, a chunk becomes items, an item becomes a run of its
// own with two steps:
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
// Started by a launch plan, it is a run of its own, with a limit of its own.
const core_wf_lp = launchPlan(core_wf);

type Options = { chunk: number; stepMs: number; maxParallelism: number };

// Dynamic: how many calls there are is known only when the list is there.
const level2 = dynamic((part: number[], options: Options) => {
  const { stepMs, maxParallelism } = options;
  const plan = core_wf_lp.withOverrides({ maxParallelism });
  return Promise.all(part.map((a) => plan({ a, stepMs })));
});

const reduce = task((parts: number[][]) => parts.flat());

// Waits for calls that wait for calls. Who waits gives its slot away, so no
// depth can lock up.
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
      // More than 0: the items are 1 up to this, in place of the list
      count: 0,
      // Items for one level2
      chunk: 2,
      // How long one step waits, in ms; 0 for many items
      stepMs: 20,
      // Steps at once in each core_wf; the six do not count together
      maxParallelism: 25,
    },
  },
);
