// Python, through the page and its sandbox.
import assert from "node:assert/strict";
import { codeHas, linkTo, runToEnd, said, view } from "../steps.mjs";

const POOL = `from multiprocessing import Pool, Process, Queue

def square(n):
    return n * n

def produce(queue):
    for n in range(3):
        queue.put(n)
    queue.put(None)

if __name__ == "__main__":
    with Pool(2) as pool:
        print("squares", pool.map(square, range(5)))
    queue = Queue()
    process = Process(target=produce, args=(queue,))
    process.start()
    print("items", list(iter(queue.get, None)))
    process.join()
`;

/** @type {readonly import("../check.mjs").Check[]} */
export const pythonChecks = [
  {
    name: "a Python program with a Pool, a Process and a Queue runs; where it cannot wait, the log says how",
    async run({ driver, world, note }) {
      await driver.goto(
        linkTo(world, { code: POOL, language: "python", settings: { strategies: ["pooled"], rounds: 1 } }),
      );
      await codeHas(driver, "Pool(2)");
      const started = Date.now();
      await runToEnd(driver);
      await said(driver, "all strategies succeeded");
      const ms = Date.now() - started;
      const log = await view(driver, "Log", "squares [0, 1, 4, 9, 16]");
      assert.match(log, /items \[0, 1, 2\]/);
      const canWait = await driver.evaluate(() => "Suspending" in WebAssembly);
      assert.equal(log.includes("This browser cannot suspend Python"), !canWait);
      if (!canWait) {
        await view(driver, "Compare", "Pools, processes and threads ran one after the other");
        await view(driver, "Timeline", "Not parallel");
      }
      note(`Python ${canWait ? "with" : "without"} stack switching: ${ms} ms from the first press of Run`);
    },
  },
];
