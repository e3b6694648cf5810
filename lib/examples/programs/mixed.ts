// Like `nested`, but each chunk is mapped: one layer fewer, one execution, and
// items that fold into one node:
//   multi_wf › level1 › 3 × level2 › map of 2 × mappable
//                     › reduce
import { dynamic, sleep, starmap, task, workflow } from "fanout";

const mappable = task(async (a: number, itemMs: number) => {
  if (itemMs > 0) await sleep(itemMs);
  return a + 2;
});

type Options = { chunk: number; itemMs: number; concurrency: number };
type Part = { part: number[]; options: Options };

// Called from a dynamic task, a workflow is part of the same execution.
const level2 = workflow(({ part, options }: Part) => {
  const { itemMs, concurrency } = options;
  const items = part.map((a): [number, number] => [a, itemMs]);
  return starmap(mappable, items, { concurrency, key: ([a]) => String(a) });
});

const reduce = task((parts: number[][]) => parts.flat());

const level1 = dynamic(async (list: number[], options: Options) => {
  const { chunk } = options;
  if (!(chunk >= 1)) {
    throw new RangeError(`chunk must be 1 or more, not ${chunk}`);
  }
  const parts: Promise<number[]>[] = [];
  for (let first = 0; first < list.length; first += chunk) {
    parts.push(level2({ part: list.slice(first, first + chunk), options }));
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
      // Items for one map
      chunk: 2,
      // How long one item waits, in ms; 0 for many items
      itemMs: 20,
      // Parallel items in each map; 0 is no limit
      concurrency: 0,
    },
  },
);
