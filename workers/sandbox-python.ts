import type { PythonParts, ToPythonWorker, ToRefereeWorker } from "@/lib/protocol/python-files";
import { openSandbox, urlOf } from "./sandbox/serve";
import { unpackPython } from "./sandbox/unpack-python";
import { createWorkerAhead } from "./sandbox/worker-ahead";

/** Sources of the workers, put here by the build. */
declare const __COORDINATOR_SOURCE__: string;
declare const __RUNNER_SOURCE__: string;
declare const __REFEREE_SOURCE__: string;

const runnerUrl = urlOf(__RUNNER_SOURCE__);

let parts: Promise<PythonParts> = Promise.reject(new Error("the files of Python have not come"));
// Whoever starts a worker is told.
parts.catch(() => undefined);

/** A worker in which Python starts. */
function bootedWorker(name: string): Worker {
  const worker = new Worker(runnerUrl, { name });
  parts.then(
    (given) => {
      // A snapshot has our modules.
      const own = given.snapshot ? { ...given, modules: {} } : given;
      worker.postMessage({ type: "boot", parts: own } satisfies ToPythonWorker);
    },
    (error: unknown) => worker.dispatchEvent(new ErrorEvent("error", { message: String(error) })),
  );
  return worker;
}

const ahead = createWorkerAhead(() => bootedWorker("fanout worker 0"));

openSandbox({
  coordinatorUrl: urlOf(__COORDINATOR_SOURCE__),
  addressOf: (code) => code,
  ahead,
  onPython(files) {
    parts = unpackPython(files);
    parts.catch(() => undefined);
  },
  onReferee({ pack, request, port }, fail) {
    const worker = new Worker(urlOf(__REFEREE_SOURCE__), { name: "fanout referee" });
    worker.addEventListener("error", (event) => fail(event.message || "The worker failed to start."));
    parts.then(
      (given) =>
        // A referee needs no memory of ours.
        worker.postMessage(
          { pack, request, port, parts: { ...given, snapshot: undefined } } satisfies ToRefereeWorker,
          [pack, port],
        ),
      (error: unknown) => fail(String(error)),
    );
  },
  startWorker(name, { port, init }, isAhead) {
    const worker = (isAhead && ahead.take()) || bootedWorker(name);
    worker.postMessage({ type: "connect", port, init } satisfies ToPythonWorker, [port]);
    return worker;
  },
});
