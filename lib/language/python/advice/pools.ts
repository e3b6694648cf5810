import type { Subject } from "./subject";
import type { Node } from "./syntax";

export interface Workers {
  /** As the program's messages call it. */
  readonly name: string;
  /** `Pool` and the executors have other methods. */
  readonly api: "pool" | "executor" | "process";
  /** What it runs crosses to another interpreter, by pickle. */
  readonly isApart: boolean;
}

const pool: Workers = { name: "Pool", api: "pool", isApart: true };
const threadPool: Workers = { name: "ThreadPool", api: "pool", isApart: false };
const processExecutor: Workers = { name: "ProcessPoolExecutor", api: "executor", isApart: true };
const threadExecutor: Workers = { name: "ThreadPoolExecutor", api: "executor", isApart: false };
const interpreters: Workers = { name: "InterpreterPoolExecutor", api: "executor", isApart: true };
const process: Workers = { name: "Process", api: "process", isApart: true };
const thread: Workers = { name: "Thread", api: "process", isApart: false };

/** What makes workers, by its full name. */
const MAKERS: Readonly<Record<string, Workers>> = {
  "multiprocessing.Pool": pool,
  "multiprocessing.pool.Pool": pool,
  "multiprocessing.pool.ThreadPool": threadPool,
  "multiprocessing.dummy.Pool": threadPool,
  "multiprocessing.Process": process,
  "multiprocessing.process.Process": process,
  "concurrent.futures.ProcessPoolExecutor": processExecutor,
  "concurrent.futures.process.ProcessPoolExecutor": processExecutor,
  "concurrent.futures.ThreadPoolExecutor": threadExecutor,
  "concurrent.futures.thread.ThreadPoolExecutor": threadExecutor,
  "concurrent.futures.InterpreterPoolExecutor": interpreters,
  "threading.Thread": thread,
};

/** The workers that a call makes. */
function madeBy(call: Node, subject: Subject): Workers | undefined {
  const [callee] = call.children;
  const name = call.type === "CallExpression" && callee ? subject.qualified(callee) : undefined;
  return name !== undefined && Object.hasOwn(MAKERS, name) ? MAKERS[name] : undefined;
}

/** Calls that make workers. */
export const makings = (subject: Subject) =>
  subject.calls.flatMap(({ call, name }) => {
    const workers = name !== undefined && Object.hasOwn(MAKERS, name) ? MAKERS[name] : undefined;
    return workers ? [{ call, workers }] : [];
  });

/** A call that hands work to workers, such as `pool.map(f, items)`. */
export interface Handing {
  readonly call: Node;
  readonly workers: Workers;
  /** `map`, `submit` …; for a process, how it was made. */
  readonly method: string;
  /** The word that names the method. */
  readonly place: Node;
  readonly task: Node;
  /** Besides the task. */
  readonly positional: readonly Node[];
  readonly named: ReadonlyMap<string, Node>;
  readonly isOpen: boolean;
}

const METHODS: Readonly<Record<Workers["api"], readonly string[]>> = {
  pool: ["map", "map_async", "imap", "imap_unordered", "starmap", "starmap_async", "apply", "apply_async"],
  executor: ["map", "submit"],
  process: [],
};

export function handings(subject: Subject): readonly Handing[] {
  return subject.calls.flatMap(({ call, callee }): Handing[] => {
    const made = madeBy(call, subject);
    const { positional, named, isOpen } = subject.argumentsOf(call);
    if (made?.api === "process") {
      const task = named.get("target");
      return task
        ? [{ call, workers: made, method: "target", place: callee, task, positional, named, isOpen }]
        : [];
    }
    if (callee.type !== "MemberExpression") return [];
    const [object, dot, place] = callee.children;
    const workers = object && madeBy(subject.valueOf(object), subject);
    if (!workers || dot?.type !== "." || !place) return [];
    const method = subject.textOf(place);
    const task = positional[0] ?? named.get("func") ?? named.get("fn");
    if (!METHODS[workers.api].includes(method) || !task) return [];
    return [{ call, workers, method, place, task, positional: positional.slice(1), named, isOpen }];
  });
}
