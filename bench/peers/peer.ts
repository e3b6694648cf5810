/**
 * What Fanout is measured against: a caller in its own worker, like Fanout's driver, and workers that it calls.
 * A caller is warm when `open` has resolved.
 */
export interface Peer {
  /** Starts the workers. */
  open(given: Opening): Promise<void>;
  /** x² of every number, one call per item, in input order. */
  items?(numbers: readonly number[]): Promise<number[]>;
  /** x² of every number, in this many chunks of equal length, as typed arrays, in input order. */
  chunks?(numbers: readonly number[], chunks: number): Promise<number[]>;
  /** The same with chunks that are plain lists, which are cloned. */
  lists?(numbers: readonly number[], chunks: number): Promise<number[]>;
  /** x² of one number: one call and its answer. */
  call?(number: number): Promise<number>;
  /** The same through a third worker that passes it on both ways. */
  relay?(number: number): Promise<number>;
  /** Items of these units (the SDK's `compute`); each free worker takes the next item. */
  pull?(units: readonly number[]): Promise<number[]>;
  /** The same in chunks of equal length; each free worker takes the next chunk. */
  work?(units: readonly number[], chunks: number): Promise<number[]>;
  /** Sends buffers of so many bytes, one after the other to each worker in turn, and gets them back. @returns bytes that came back */
  bytes?(items: number, bytes: number): Promise<number>;
  /** Waits this many times, one after another. */
  sleeps?(times: number, ms: number): Promise<number[]>;
}

export interface Opening {
  readonly size: number;
  /** Blob with a worker's source, for peers that start their workers themselves. */
  readonly workerUrl: string;
  /** Ports to workers that the document has started, for peers that use ports. */
  readonly ports: readonly MessagePort[];
}

/** Cuts a list into typed arrays: chunk `i` holds the items from `i × length of the others`. */
export function cut(numbers: readonly number[], chunks: number): Float64Array<ArrayBuffer>[] {
  const length = Math.ceil(numbers.length / chunks);
  const parts: Float64Array<ArrayBuffer>[] = [];
  for (let from = 0; from < numbers.length; from += length) {
    const part = new Float64Array(Math.min(length, numbers.length - from));
    for (let i = 0; i < part.length; i++) part[i] = numbers[from + i] as number;
    parts.push(part);
  }
  return parts;
}

/** Puts the answer to chunk `at` in its place. */
export function put(results: number[], parts: number, at: number, answer: Float64Array): void {
  const from = at * Math.ceil(results.length / parts);
  for (let i = 0; i < answer.length; i++) results[from + i] = answer[i] as number;
}

/** What a worker does with a chunk: squares it in place. */
export function squareAll(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] as number) * (numbers[i] as number);
  return numbers;
}

/** x², one item. */
export const square = (x: number): number => x * x;

/** Runs chunks that are plain lists through `send`, which answers each with its squares. */
export async function inLists(
  numbers: readonly number[],
  chunks: number,
  send: (part: readonly number[], at: number) => PromiseLike<readonly number[]>,
): Promise<number[]> {
  const length = Math.ceil(numbers.length / chunks);
  const parts = Array.from({ length: chunks }, (_, at) => numbers.slice(at * length, (at + 1) * length));
  return (await Promise.all(parts.map(send))).flat();
}

/** What a worker does with a list. */
export const squareList = (numbers: readonly number[]): readonly number[] => numbers.map(square);

/** Runs chunks through `send`, which answers each with its squares. */
export async function inChunks(
  numbers: readonly number[],
  chunks: number,
  send: (part: Float64Array<ArrayBuffer>, at: number) => PromiseLike<Float64Array>,
): Promise<number[]> {
  const parts = cut(numbers, chunks);
  const results = new Array<number>(numbers.length);
  await Promise.all(
    parts.map(async (part, at) => {
      put(results, parts.length, at, await send(part, at));
    }),
  );
  return results;
}
