import "./poolifier-scope";
import { FixedThreadPool } from "poolifier-web-worker";
import { inChunks, inLists, type Peer } from "./peer";
import { serve } from "./serve";

type Data = number | readonly number[] | Float64Array;

/** It refuses to start from a worker; only this check prevents it. */
class Pool extends FixedThreadPool<Data, Data> {
  protected override isMain(): boolean {
    return true;
  }
}

let pool: Pool;

const poolifier: Peer = {
  async open({ size, workerUrl }) {
    pool = new Pool(size, new URL(workerUrl), {
      restartWorkerOnError: false,
      errorEventHandler: (event) => reportError(event.error ?? event.message),
    });
    await Promise.all(Array.from({ length: size }, () => pool.execute(2, "square")));
  },
  items: (numbers) => Promise.all(numbers.map((number) => pool.execute(number, "square") as Promise<number>)),
  lists: (numbers, chunks) =>
    inLists(numbers, chunks, (part) => pool.execute(part, "squareList") as Promise<readonly number[]>),
  chunks: (numbers, chunks) =>
    inChunks(
      numbers,
      chunks,
      (part) => pool.execute(part, "squareAll", undefined, [part.buffer]) as Promise<Float64Array>,
    ),
};

serve(poolifier);
