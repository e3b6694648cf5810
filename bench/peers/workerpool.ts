import workerpool from "workerpool";
import { inChunks, inLists, type Peer } from "./peer";
import { serve } from "./serve";

let pool: workerpool.Pool;

const peer: Peer = {
  async open({ size, workerUrl }) {
    pool = workerpool.pool(workerUrl, { minWorkers: size, maxWorkers: size, workerType: "web" });
    await Promise.all(Array.from({ length: size }, () => pool.exec("square", [2])));
  },
  items: (numbers) => Promise.all(numbers.map((number) => pool.exec("square", [number]))),
  lists: (numbers, chunks) => inLists(numbers, chunks, (part) => pool.exec("squareList", [part])),
  chunks: (numbers, chunks) =>
    inChunks(numbers, chunks, (part) => pool.exec("squareAll", [part], { transfer: [part.buffer] })),
};

serve(peer);
