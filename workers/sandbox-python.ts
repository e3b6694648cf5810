import type {
  FromSnapshotWorker,
  PythonFiles,
  PythonParts,
  ToPythonWorker,
  ToSnapshotWorker,
} from "@/lib/protocol/python-files";
import { openSandbox, urlOf } from "./sandbox/serve";

/** Sources of the two workers, put here by the build. */
declare const __COORDINATOR_SOURCE__: string;
declare const __RUNNER_SOURCE__: string;

const runnerUrl = urlOf(__RUNNER_SOURCE__);

/** What every worker is given. Compiled once: workers instantiate the same module. */
async function partsOf({ wasm, loader, runtime, ...rest }: PythonFiles): Promise<PythonParts> {
  const module = await WebAssembly.compile(wasm);
  const parts = { ...rest, module, loaderUrl: urlOf(loader), runtimeUrl: urlOf(runtime) };
  const snapshot = parts.snapshot ?? (await snapshotOf(parts));
  return { ...parts, snapshot: snapshot && shared(snapshot) };
}

/** In memory that workers share, where the page is isolated: otherwise each has a copy. */
function shared(buffer: ArrayBuffer): ArrayBuffer | SharedArrayBuffer {
  if (!globalThis.crossOriginIsolated) return buffer;
  const copy = new SharedArrayBuffer(buffer.byteLength);
  new Uint8Array(copy).set(new Uint8Array(buffer));
  return copy;
}

/**
 * Starts Python once, in a worker that never has a program, and takes its memory: from it every other worker starts in a
 * tenth of the time. Undefined where that fails: they start without.
 */
function snapshotOf(parts: PythonParts): Promise<ArrayBuffer | undefined> {
  const worker = new Worker(runnerUrl, { name: "fanout snapshot" });
  return new Promise<ArrayBuffer | undefined>((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<FromSnapshotWorker>) =>
      resolve(data.snapshot),
    );
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      resolve(undefined);
    });
    worker.postMessage({ type: "snapshot", python: parts } satisfies ToSnapshotWorker);
  }).finally(() => worker.terminate());
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
