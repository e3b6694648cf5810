import { Pool, spawn, Transfer, Worker } from "threads";
import { inChunks, inLists, type Peer } from "./peer";
import { serve } from "./serve";
import type { ThreadsApi } from "./threads.worker";

// It loads scripts of other origins with importScripts, which our blobs do not need.
const start = (url: string) => spawn<ThreadsApi>(new Worker(url, { CORSWorkaround: false }));
let pool: Pool<Awaited<ReturnType<typeof start>>>;

/**
 * Its pool notifies every waiting task of every event, so 10,000 tasks queued together take 7 s and 100,000 a quarter of an
 * hour. So at most this many are in flight at a time, which is its fastest setting.
 */
const IN_FLIGHT = 4;

/** Its pool starts each task after `setTimeout(0)`. */
const threads: Peer = {
  async open({ size, workerUrl }) {
    pool = Pool(() => start(workerUrl), size);
    await Promise.all(Array.from({ length: size }, () => pool.queue((worker) => worker.square(2))));
  },
  async items(numbers) {
    const results = new Array<number>(numbers.length);
    let next = 0;
    const caller = async (): Promise<void> => {
      while (next < numbers.length) {
        const at = next++;
        results[at] = await pool.queue((worker) => worker.square(numbers[at] as number));
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
    return results;
  },
  lists: (numbers, chunks) =>
    inLists(numbers, chunks, (part) => pool.queue((worker) => worker.squareList(part))),
  chunks: (numbers, chunks) =>
    inChunks(numbers, chunks, (part) =>
      pool.queue((worker) => worker.squareAll(Transfer(part, [part.buffer]) as never)),
    ),
};

serve(threads);
