import { handings, makings } from "../advice/pools";
import { numberArgument } from "./argument";
import { type Finder, found } from "./found";

/** Methods of a pool that cut their items into chunks. */
const CHUNKED = /^(?:map|map_async|imap|imap_unordered|starmap|starmap_async)$/;

/** `Pool(4)`, `ProcessPoolExecutor(max_workers=4)`, and the chunks of what they map. */
export const poolSettings: Finder = (subject) => [
  ...makings(subject).flatMap(({ call, workers }) => {
    const name = { pool: "processes", executor: "max_workers", process: undefined }[workers.api];
    const list = call.child("ArgList");
    if (name === undefined || !list) return [];
    const wanted = { name, position: 0, added: (value: number) => `${name}=${value}` };
    return found("parallel", `${name} of ${workers.name}`, numberArgument(list, list.start, wanted, subject));
  }),
  ...handings(subject).flatMap(({ call, workers, method, task }) => {
    const list = call.child("ArgList");
    // Threads get each item alone.
    if (!list || !CHUNKED.test(method) || !workers.isApart) return [];
    const wanted = { name: "chunksize", added: (value: number) => `chunksize=${value}` };
    const label = `chunksize of ${method}(${subject.textOf(task).slice(0, 40)})`;
    return found("chunk", label, numberArgument(list, list.start, wanted, subject));
  }),
];
