// Squares of many numbers: in one process, by processes that share a queue,
// and by a map. The work is tiny: what you see is the price of moving numbers.
import {
  cpuCount,
  group,
  map,
  Process,
  Queue,
  sleep,
  starmap,
  task,
  workflow,
} from "fanout";

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

type Numbers = Queue<number | "STOP">;

// One number per message until "STOP", then the whole list.
export async function squarer(
  todo: Numbers,
  done: Queue<number[]>,
  waitMs: number,
) {
  const squares: number[] = [];
  for (let n = await todo.get(); n !== "STOP"; n = await todo.get()) {
    if (waitMs > 0) await sleep(waitMs);
    squares.push(n * n);
  }
  await done.put(squares);
}

async function through_queue(numbers: number[], waitMs: number) {
  const todo: Numbers = new Queue();
  const done = new Queue<number[]>();
  const workers = Array.from(
    { length: cpuCount() },
    () => new Process(squarer, todo, done, waitMs),
  );
  for (const worker of workers) await worker.start();
  for (const n of numbers) await todo.put(n);
  for (const _ of workers) await todo.put("STOP");
  const lists: number[][] = [];
  for (const _ of workers) lists.push(await done.get());
  for (const worker of workers) await worker.join();

  const squares = lists.flat(); // lists are in completion order
  const moved = squares.filter((square, n) => square !== n * n).length;
  console.log(`queue: ${moved} of ${squares.length} squares out of place`);
  console.log("queue: the first ten are", squares.slice(0, 10));
  return squares.sort((a, b) => a - b); // fixed: sort as numbers
}

export default workflow(
  async ({ count, waitMs, chunkSizes }) => {
    const numbers = Array.from({ length: count }, (_, n) => n);
    const pairs = numbers.map((n): [number, number] => [n, waitMs]);
    const pooled = (chunkSize: "auto" | number) => {
      const options = { chunkSize, strategy: "pooled" } as const;
      return waitMs > 0
        ? starmap(wait_and_square, pairs, options)
        : map(square, numbers, options);
    };

    const sums: Record<string, number> = {};
    let oneMs = 0;
    // Log times, but never return them. The timer ticks in 0.1 ms.
    const measure = async (name: string, work: () => Promise<number[]>) => {
      const start = performance.now();
      const squares = await group(name, work);
      const ms = Math.max(performance.now() - start, 0.1);
      oneMs ||= ms;
      const times = (ms / oneMs).toFixed(2);
      console.log(`${name}: ${ms.toFixed(1)} ms, ${times} × one process`);
      sums[name] = squares.reduce((sum, n) => sum + n, 0);
      return squares;
    };

    await measure("one_process", () => one_process(numbers, waitMs));
    await measure("queue", () => through_queue(numbers, waitMs));
    const squares = await measure("map_auto", () => pooled("auto"));
    for (const size of chunkSizes) {
      await measure(`map_${size}`, () => pooled(size));
    }
    return { firstTen: squares.slice(0, 10), sums };
  },
  {
    name: "squares",
    inputs: {
      // How many numbers; Dagster's example uses 100000
      count: 10000,
      // How long each number waits, in ms; 0 is CPU work only
      waitMs: 0,
      // Chunk sizes to try, one map each
      chunkSizes: [1, 100, 5000],
    },
  },
);
