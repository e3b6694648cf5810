// A list becomes chunks, a chunk becomes items, an item becomes a run of its own with two steps:
//   multi_wf › level1 › 3 × level2 › 2 × core_wf › step1, step2    and reduce, under level1
import { dynamic, launchPlan, sleep, task, workflow } from "fanout";

const step1 = task(async (a: number, stepMs: number) => {
  if (stepMs > 0) await sleep(stepMs);
  return a + 1;
});
const step2 = task(async (a: number, stepMs: number) => {
  if (stepMs > 0) await sleep(stepMs);
  return a + 2;
});

const core_wf = workflow(async ({ a, stepMs }: { a: number; stepMs: number }) =>
  step2(await step1(a, stepMs), stepMs),
);
// A launch plan starts its workflow as a run of its own: a limit of its own, a result of its own.
const core_wf_lp = launchPlan(core_wf);

// Dynamic: how many calls there are is known only when the list is there.
const level2 = dynamic((part: number[], stepMs: number, maxParallelism: number) => {
  const plan = core_wf_lp.withOverrides({ maxParallelism });
  return Promise.all(part.map((a) => plan({ a, stepMs })));
});

const reduce = task((parts: number[][]) => parts.flat());

// Waits for calls that wait for calls. Who waits gives its slot away, so no depth can lock up.
const level1 = dynamic(async (list: number[], chunk: number, stepMs: number, maxParallelism: number) => {
  if (!(chunk >= 1)) throw new RangeError(`chunk must be 1 or more, not ${chunk}`);
  const parts: Promise<number[]>[] = [];
  for (let first = 0; first < list.length; first += chunk) {
    parts.push(level2(list.slice(first, first + chunk), stepMs, maxParallelism));
  }
  return reduce(await Promise.all(parts));
});

export default workflow(
  ({ list, count, chunk, stepMs, maxParallelism }) => {
    const numbers = count > 0 ? Array.from({ length: count }, (_, index) => index + 1) : list;
    return level1(numbers, chunk, stepMs, maxParallelism);
  },
  {
    name: "multi_wf",
    inputs: {
      // The items
      list: [1, 2, 3, 4, 5, 6],
      // More than 0: the items are 1, 2, 3 … up to this, in place of the list
      count: 0,
      // Items for one level2
      chunk: 2,
      // How long one step waits, in ms; 0 for many items
      stepMs: 20,
      // Steps at once in each core_wf: it does not slow the six down, for each is a run of its own
      maxParallelism: 25,
    },
  },
);
