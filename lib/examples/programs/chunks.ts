// How many items per message? Large chunks need fewer messages,
// but the last one can cost a wave: one worker still has a chunk to go while
// all the others are idle.
import { group, sleep, starmap, task, workflow } from "fanout";

const piece = task(async (index: number, itemMs: number) => {
  await sleep(itemMs);
  return index;
});

// Python's Pool.map: four chunks per worker, rounded up.
function pythonChunk(items: number, workers: number) {
  return Math.ceil(items / (4 * workers));
}

// Items of the busiest worker, when a free worker takes the next chunk.
function makespan(items: number, workers: number, chunk: number) {
  const load = new Array<number>(workers).fill(0);
  for (let first = 0; first < items; first += chunk) {
    const free = load.indexOf(Math.min(...load));
    load[free] = (load[free] ?? 0) + Math.min(chunk, items - first);
  }
  return Math.max(...load);
}

export default workflow(
  async ({ items, itemMs, workers }) => {
    const tuples = Array.from({ length: items }, (_, index) => {
      return [index, itemMs] as [number, number];
    });
    // On 4 workers the first group takes 8 items' time, the second 7.
    await group("python", () =>
      starmap(piece, tuples, { chunkSize: "python" }),
    );
    await group("auto", () => starmap(piece, tuples, { chunkSize: "auto" }));

    // The same, calculated, for other numbers of workers.
    return workers.map((count) => ({
      workers: count,
      chunk: pythonChunk(items, count),
      python: makespan(items, count, pythonChunk(items, count)),
      ideal: Math.ceil(items / count),
    }));
  },
  {
    name: "chunks",
    inputs: {
      // How many items, all equally long
      items: 26,
      // How long one item waits, in ms
      itemMs: 50,
      // Worker counts to calculate; the real number is set under Workers
      workers: [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 26],
    },
  },
);
