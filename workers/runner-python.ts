import { prepareClock } from "@/lib/base/clock";
import type {
  FromSnapshotWorker,
  PythonParts,
  ToPythonWorker,
  ToSnapshotWorker,
} from "@/lib/protocol/python-files";
import type { FromRunner } from "@/lib/protocol/runner";
import { log } from "@/lib/runner/execute/log";
import { Runner } from "@/lib/runner/execute/runner";
import { lockDown } from "@/lib/runner/javascript/realm/lockdown";
import { bootInWorker, snapshotInWorker } from "@/lib/runner/python/boot";
import { interpreterOf } from "@/lib/runner/python/interpreter";
import { python } from "@/lib/runner/python/language";
import { exposeRunner } from "./runner/expose";

function connect({ port, init, python: parts }: ToPythonWorker): void {
  const postNative = port.postMessage.bind(port);
  const post = (message: FromRunner, transfer: Transferable[] = []) => postNative(message, transfer);
  /** The doors close once Python is there, and before anything of the program runs. */
  const boot = async (files: PythonParts) => {
    const pyodide = await bootInWorker(files, self);
    lockDown(
      self,
      (what) => post({ type: "refused", what }),
      () => post({ type: "closing" }),
    );
    return interpreterOf(pyodide);
  };
  const runner = new Runner(
    post,
    python(() => boot(parts)),
  );
  prepareClock();
  const report = (event: Event, error: unknown) => {
    event.preventDefault();
    if (runner.thread) log(runner.thread, null, "error", `uncaught: ${String(error)}`);
  };
  self.addEventListener("error", (event) => report(event, event.error ?? event.message));
  self.addEventListener("unhandledrejection", (event) => report(event, event.reason));
  exposeRunner(runner, port, postNative);
  runner.load(init);
}

async function giveSnapshot(parts: PythonParts): Promise<void> {
  const snapshot = await snapshotInWorker(parts, self).catch(() => undefined);
  self.postMessage({ snapshot } satisfies FromSnapshotWorker, { transfer: snapshot ? [snapshot] : [] });
}

self.addEventListener("message", function first({ data }: MessageEvent<ToPythonWorker | ToSnapshotWorker>) {
  self.removeEventListener("message", first);
  if ("type" in data) void giveSnapshot(data.python);
  else connect(data);
});
