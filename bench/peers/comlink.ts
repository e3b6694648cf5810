import * as Comlink from "comlink";
import type { ComlinkApi } from "./comlink.worker";
import { inChunks, inLists, type Peer } from "./peer";
import { serve } from "./serve";

let workers: readonly Comlink.Remote<ComlinkApi>[] = [];
const worker = (at: number) => workers[at % workers.length] as Comlink.Remote<ComlinkApi>;

/** Comlink has no pool: items alternate between its workers. */
const comlink: Peer = {
  async open({ ports }) {
    workers = ports.map((port) => Comlink.wrap<ComlinkApi>(port));
    await Promise.all(workers.map((each) => each.square(2)));
  },
  items: (numbers) => Promise.all(numbers.map((number, at) => worker(at).square(number))),
  chunks: (numbers, chunks) =>
    inChunks(numbers, chunks, (part, at) => worker(at).squareAll(Comlink.transfer(part, [part.buffer]))),
  lists: (numbers, chunks) => inLists(numbers, chunks, (part, at) => worker(at).squareList(part)),
  call: (number) => worker(0).square(number),
};

serve(comlink);
