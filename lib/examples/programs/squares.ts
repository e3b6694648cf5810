// Squares of many numbers: in one process, by processes that share a queue, and by a map.
// The work is tiny, so what you see is the price of moving numbers about.
import { cpuCount, group, map, Process, Queue, sleep, starmap, task, workflow } from "fanout";

const square = task((n: number) => n * n);

const wait_and_square = task(async (n: number, waitMs: number) => {
  await sleep(waitMs);
  return n * n;
});

const one_process = task(async (numbers: number[], waitMs: number) => {
  const squares: number[] = [];
  for (const n of numbers) {
    if (waitMs > 0) await sleep(waitMs);
    squares.push(n * n);
  }
  return squares;
});

// One number a message, until it meets "STOP". Then the whole list goes back, once.
export async function squarer(todo: Queue<number | "STOP">, done: Queue<number[]>, waitMs: number) {
  const squares: number[] = [];
  for (let n = await todo.get(); n !== "STOP"; n = await todo.get()) {
    if (waitMs > 0) await sleep(waitMs);
    squares.push(n * n);
  }
  await done.put(squares);
}

async function through_queue(numbers: number[], waitMs: number) {
  const todo = new Queue<number | "STOP">();
  const done = new Queue<number[]>();
  const processes = Array.from({ length: cpuCount() }, () => new Process(squarer, todo, done, waitMs));
  for (const process of processes) await process.start();
  for (const n of numbers) await todo.put(n);
  for (const _ of processes) await todo.put("STOP");
  const lists: number[][] = [];
  for (const _ of processes) lists.push(await done.get());
  for (const process of processes) await process.join();
  const squares = lists.flat(); // each list came when its process was done
  const moved = squares.filter((square, index) => square !== index * index).length;
  console.log("from the queue", squares.slice(0, 10), `${moved} of ${squares.length} out of place`);
  return squares.sort((a, b) => a - b); // mended: here the squares sort as their numbers do
}

export default workflow(
  async ({ count, waitMs, chunkSizes }) => {
    const numbers = Array.from({ length: count }, (_, n) => n);
    const pairs = numbers.map((n): [number, number] => [n, waitMs]);
    const pooled = (chunkSize: "auto" | number) => {
      const options = { chunkSize, strategy: "pooled" } as const;
      return waitMs > 0 ? starmap(wait_and_square, pairs, options) : map(square, numbers, options);
    };

    const sums: Record<string, number> = {};
    let oneProcessMs = 0;
    const measure = async (name: string, work: () => Promise<number[]>) => {
      const start = performance.now(); // a clock may go into the log, never into a result
      const squares = await group(name, work);
      const ms = Math.max(performance.now() - start, 0.1); // the browser's clock ticks in 0.1 ms
      oneProcessMs ||= ms;
      console.log(`${name}: ${ms.toFixed(1)} ms, ${(ms / oneProcessMs).toFixed(2)} × one process`);
      sums[name] = squares.reduce((sum, n) => sum + n, 0);
      return squares;
    };

    await measure("one_process", () => one_process(numbers, waitMs));
    await measure("queue", () => through_queue(numbers, waitMs));
    const squares = await measure("map_auto", () => pooled("auto"));
    for (const size of chunkSizes) await measure(`map_${size}`, () => pooled(size));
    return { firstTen: squares.slice(0, 10), sums };
  },
  {
    name: "squares",
    inputs: {
      // How many numbers; 100000 is the original
      count: 10000,
      // What each number waits, in ms: 0 is work for the processor, more is waiting for a service
      waitMs: 0,
      // Numbers a message, one map each
      chunkSizes: [1, 100, 5000],
    },
  },
);
