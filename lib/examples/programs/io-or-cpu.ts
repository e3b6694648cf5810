// The same map twice: items that wait, and items that compute. One event loop
// can overlap all the waiting, but cannot speed up the computing.
import { compute, group, sleep, starmap, task, workflow } from "fanout";

const wait_item = task(async (item: number, waitMs: number) => {
  await sleep(waitMs);
  return item;
});

const compute_item = task((item: number, work: number) => {
  compute(work);
  return item;
});

export default workflow(
  async ({ items, waitMs, work }) => {
    const numbers = Array.from({ length: items }, (_, item) => item);
    const calls = (each: number) =>
      numbers.map((item): [number, number] => [item, each]);
    const waited = await group("wait", () => {
      return starmap(wait_item, calls(waitMs));
    });
    const computed = await group("compute", () => {
      return starmap(compute_item, calls(work));
    });
    return { waited: waited.length, computed: computed.length };
  },
  {
    name: "io_or_cpu",
    inputs: {
      // Items of each map
      items: 16,
      // How long a waiting item waits, in ms
      waitMs: 50,
      // CPU work of a computing item; 1 is about a millisecond
      work: 50,
    },
  },
);
