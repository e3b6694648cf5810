import type { PythonFiles, PythonParts, ToPythonWorker } from "@/lib/protocol/python-files";
import { openSandbox, urlOf } from "./sandbox/serve";

/** Sources of the two workers, put here by the build. */
declare const __COORDINATOR_SOURCE__: string;
declare const __RUNNER_SOURCE__: string;

const runnerUrl = urlOf(__RUNNER_SOURCE__);

/** What every worker is given. Compiled once: workers instantiate the same module. */
async function partsOf({ wasm, loader, runtime, ...rest }: PythonFiles): Promise<PythonParts> {
  const module = await WebAssembly.compile(wasm);
  return { ...rest, module, loaderUrl: urlOf(loader), runtimeUrl: urlOf(runtime) };
}

let parts: Promise<PythonParts> = Promise.reject(new Error("the files of Python have not come"));
// Whoever starts a worker is told.
parts.catch(() => undefined);

openSandbox({
  coordinatorUrl: urlOf(__COORDINATOR_SOURCE__),
  addressOf: (code) => code,
  onPython(files) {
    parts = partsOf(files);
    parts.catch(() => undefined);
  },
  startWorker(name, { port, init }) {
    const worker = new Worker(runnerUrl, { name });
    parts.then(
      (python) => worker.postMessage({ port, init, python } satisfies ToPythonWorker, [port]),
      (error: unknown) => worker.dispatchEvent(new ErrorEvent("error", { message: String(error) })),
    );
    return worker;
  },
});
