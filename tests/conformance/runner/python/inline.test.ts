import { expect, test } from "vitest";
import { runnerStrategies } from "@/lib/engine/strategies";
import { STRATEGIES } from "@/lib/model/strategy";
import { type EntryOutcome, RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import { BOOT_LIMIT_MS } from "@/lib/runner/python/testing/boot";
import { startPython } from "./start";

/** Runs a program that runs itself where stacks cannot be switched, as in Node 20. @returns what it logged, but for notices */
async function run(source: string): Promise<readonly string[]> {
  return (await trial(source)).lines.filter((line) => !NOTICE.test(line));
}

/** @returns what is logged, and apart from that what the program prints to each of its streams */
async function trial(source: string): Promise<{
  readonly lines: readonly string[];
  readonly printed: readonly string[];
  readonly errors: readonly string[];
  readonly isMarked: boolean;
}> {
  const runner = await startPython({
    protocol: RUNNER_PROTOCOL_VERSION,
    code: JSON.stringify({ source, start: "main" }),
    versions: {},
    worker: 0,
    epoch: 0,
    seed: 1,
    strategies: runnerStrategies,
    strategy: STRATEGIES.indexOf("pooled"),
    maxParallelism: 25,
    workers: 2,
    prior: new Map(),
    cores: 2,
  });
  let outcome: EntryOutcome | undefined;
  void runner.api.runEntry({ inputs: {} }).then((given) => {
    outcome = given;
  });
  await runner.until(() => outcome !== undefined);
  if (!outcome?.ok) throw new Error(`${outcome?.error?.name}: ${outcome?.error?.message}`);
  const flushed = runner.posted.flatMap((each) => (each.type === "flush" ? (each.flush.logs ?? []) : []));
  const logs = [...flushed, ...(outcome?.logs ?? [])];
  const of = (level: string) => logs.filter((each) => each.level === level).map(({ text }) => text);
  return {
    lines: logs.map(({ text }) => text),
    printed: of("log"),
    errors: of("warn").filter((line) => !NOTICE.test(line)),
    isMarked: runner.posted.some(({ type }) => type === "inline"),
  };
}

const NOTICE = /^This browser cannot suspend Python .*, so .* one after the other\. Their times/;

test(
  "a pool does its calls one after the other, and says so",
  async () => {
    const { lines, isMarked } = await trial(`
from multiprocessing import Pool
given = []
def init(n): given.append(n)
def square(n): return n * n + len(given)
if __name__ == "__main__":
    with Pool(2, init, (5,)) as pool:
        print(pool.map(square, range(4)), list(pool.imap_unordered(square, [5])), pool.apply(square, (6,)))
        pool.close(); pool.join()
`);
    expect(lines[0]).toMatch(NOTICE);
    expect(isMarked).toBe(true);
    expect(lines.at(-1)).toBe("[1, 2, 5, 10] [26] 37");
  },
  BOOT_LIMIT_MS,
);

test(
  "what raises, and what cannot be pickled, is raised as from a worker",
  async () => {
    const lines = await run(`
from multiprocessing import Pool
def fail(n): raise KeyError(n)
if __name__ == "__main__":
    with Pool(2) as pool:
        for call in (lambda: pool.map(fail, [1]), lambda: pool.map(lambda n: n, [1])):
            try: call()
            except Exception as error: print(type(error).__name__)
`);
    expect(lines.slice(-2)).toEqual(["KeyError", "PicklingError"]);
  },
  BOOT_LIMIT_MS,
);

test(
  "executors, of processes and of threads, do so too",
  async () => {
    const lines = await run(`
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
def square(n): return n * n
if __name__ == "__main__":
    for kind in (ProcessPoolExecutor, ThreadPoolExecutor, InterpreterPoolExecutor):
        with kind(2) as executor:
            futures = [executor.submit(square, n) for n in (2, 3)]
            print(kind.__name__, [each.result() for each in futures], list(executor.map(square, [4, 5])))
            print(sorted(each.result() for each in as_completed(futures)))
    for end in ("terminate_workers", "kill_workers"):
        executor = ProcessPoolExecutor(1)
        print(executor.submit(square, 3).result())
        getattr(executor, end)()
        try: executor.submit(square, 3)
        except RuntimeError as error: print(error)
`);
    expect(lines).toEqual([
      "ProcessPoolExecutor [4, 9] [16, 25]",
      "[4, 9]",
      "ThreadPoolExecutor [4, 9] [16, 25]",
      "[4, 9]",
      "InterpreterPoolExecutor [4, 9] [16, 25]",
      "[4, 9]",
      ...["9", "cannot schedule new futures after shutdown"],
      ...["9", "cannot schedule new futures after shutdown"],
    ]);
  },
  BOOT_LIMIT_MS,
);

test(
  "asyncio waits for times only",
  async () => {
    const lines = await run(`
import asyncio
async def main():
    async def one(n):
        await asyncio.sleep(0.001 * n)
        return n
    return await asyncio.gather(one(2), one(1), asyncio.to_thread(sum, [3, 4]))
print(asyncio.run(main()))
`);
    expect(lines.at(-1)).toBe("[2, 1, 7]");
  },
  BOOT_LIMIT_MS,
);

test(
  "a program that makes nothing run in parallel is not marked",
  async () => {
    expect(await trial("print(sum(range(4)))")).toMatchObject({ lines: ["6"], isMarked: false });
  },
  BOOT_LIMIT_MS,
);

test(
  "processes run when something waits for them, and have globals of their own",
  async () => {
    const { printed, errors } = await trial(`
from multiprocessing import Process, Queue, current_process
import os, sys
seen = []
def produce(queue, n):
    seen.append(n)
    for i in range(n): queue.put((i, len(seen), current_process().name))
    queue.put(None)
def consume(queue, results):
    while (item := queue.get()) is not None: results.put(item[0] * 10)
def leave(code): sys.exit(code)
def fail(): raise ValueError("no")
def vanish(): os._exit(7)
if __name__ == "__main__":
    queue, results = Queue(), Queue()
    consumer = Process(target=consume, args=(queue, results))
    producer = Process(target=produce, args=(queue, 2), name="first")
    consumer.start(); producer.start()
    print(consumer.is_alive(), consumer.exitcode)
    consumer.join(); producer.join()
    print(results.get(), results.get(), results.empty(), seen, consumer.exitcode, current_process().name)
    other = Queue()
    third = Process(target=produce, args=(other, 1)); third.start()
    print(other.get(), os.getpid())
    codes = []
    for target, args in ((leave, (3,)), (fail, ()), (vanish, ()), (leave, (0,))):
        process = Process(target=target, args=args); process.start(); process.join(); codes.append(process.exitcode)
    print(codes)
    never = Process(target=leave, args=(0,)); never.start(); never.terminate(); never.join()
    print(never.exitcode)
`);
    expect(printed, errors.join("\n")).toEqual([
      "True None",
      "0 10 True [] 0 MainProcess",
      "(0, 1, 'Process-3') 1000",
      "[3, 1, 7, 0]",
      "-15",
    ]);
    // Of the process that raises, and nothing else before it ends.
    expect(errors[0]).toMatch(/^Process /);
    expect(errors).toContain("ValueError: no");
  },
  BOOT_LIMIT_MS,
);

test(
  "threads run when something waits for them; locks, events, queues and values work between both",
  async () => {
    const lines = await run(`
from multiprocessing import Process, Value, Array, Lock, Event, JoinableQueue, Pipe
from multiprocessing.pool import ThreadPool
import threading, queue, time
def add(total, lock, n):
    with lock: total.value += n
def signal(event, values):
    values[1] = 5
    event.set()
def answer(end):
    end.send(end.recv() * 2); end.close()
def work(tasks, done):
    while True:
        n = tasks.get(); done.value += n; tasks.task_done()
if __name__ == "__main__":
    total, lock, event, values = Value("i", 0), Lock(), Event(), Array("i", [1, 2, 3])
    each = [Process(target=add, args=(total, lock, n)) for n in (1, 2, 3)]
    for one in each: one.start()
    for one in each: one.join()
    other = Process(target=signal, args=(event, values)); other.start()
    print(total.value, event.wait(), values[:])
    here, there = Pipe()
    child = Process(target=answer, args=(there,)); child.start()
    here.send(21); print(here.recv()); child.join()
    tasks = JoinableQueue()
    Process(target=work, args=(tasks, total), daemon=True).start()
    for n in (10, 20): tasks.put(n)
    tasks.join(); print(total.value)
    items, found = queue.Queue(), []
    def take():
        while True:
            found.append(items.get()); items.task_done()
    threading.Thread(target=take, daemon=True).start()
    for n in range(3): items.put(n)
    items.join(); print(found)
    order = []
    def one(n):
        time.sleep(0.001); order.append((n, threading.current_thread().name))
    threads = [threading.Thread(target=one, args=(n,)) for n in range(2)]
    for thread in threads: thread.start()
    print(order, [thread.is_alive() for thread in threads])
    time.sleep(0.001)
    print(order, [thread.is_alive() for thread in threads])
    ready = threading.Event(); threading.Timer(0.001, ready.set).start(); print(ready.wait(1))
    with ThreadPool(3) as pool:
        print(pool.map(lambda n: n + 1, range(3)), pool.apply_async(len, ("ab",)).get(), list(pool.imap(abs, [-1])))
`);
    expect(lines).toEqual([
      "6 True [1, 5, 3]",
      "42",
      "36",
      "[0, 1, 2]",
      "[] [True, True]",
      "[(0, 'Thread-2 (one)'), (1, 'Thread-3 (one)')] [False, False]",
      "True",
      "[1, 2, 3] 2 [1]",
    ]);
  },
  BOOT_LIMIT_MS,
);

test(
  "what would wait forever is refused in words, and so is a Manager",
  async () => {
    const lines = await run(`
from multiprocessing import Process, Queue, Manager
import threading
if __name__ == "__main__":
    lock = threading.Lock(); lock.acquire()
    for wait in (Queue().get, lock.acquire, threading.Event().wait, Manager):
        try: wait()
        except Exception as error: print(type(error).__name__, str(error)[:38])
    try: Queue().get(timeout=0.001)
    except Exception as error: print(type(error).__name__)
    print(lock.acquire(timeout=0.001), threading.Event().wait(0.001))
`);
    expect(lines).toEqual([
      ...Array(3).fill("Stuck This would wait forever: this browser "),
      "FanoutError A Manager is a process that answers ot",
      "Empty",
      "False False",
    ]);
  },
  BOOT_LIMIT_MS,
);
