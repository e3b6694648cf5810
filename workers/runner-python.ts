import { prepareClock } from "@/lib/base/clock";
import type { FromRunner } from "@/lib/protocol/from-runner";
import type { PythonParts, ToPythonWorker } from "@/lib/protocol/python-files";
import type { ToRunnerWorker } from "@/lib/protocol/sandbox";
import { log } from "@/lib/runner/execute/log";
import { Runner } from "@/lib/runner/execute/runner";
import { lockDown } from "@/lib/runner/javascript/realm/lockdown";
import { bootInWorker } from "@/lib/runner/python/boot";
import { crashText, isOurFrame } from "@/lib/runner/python/crash";
import { interpreterOf, type Pyodide } from "@/lib/runner/python/interpreter";
import { python } from "@/lib/runner/python/language";
import { exposeRunner } from "./runner/expose";

let runner: Runner | undefined;

const print = (level: "log" | "warn") => (line: string) => {
  if (runner?.thread && !isOurFrame(line)) log(runner.thread, runner.thread.current, level, line);
};

/** Python, before it is known what for. Nothing here refers to the parts afterwards: they are large, and the sandbox's. */
async function boot(parts: PythonParts): Promise<Pyodide> {
  const pyodide = await bootInWorker(parts, self, { stdout: print("log"), stderr: print("warn") });
  self.postMessage("booted");
  return pyodide;
}

function connect({ port, init }: ToRunnerWorker, booting: Promise<Pyodide>): void {
  const postNative = port.postMessage.bind(port);
  const post = (message: FromRunner, transfer: Transferable[] = []) => postNative(message, transfer);
  /** The doors close once Python is there, and before anything of the program runs. */
  const start = async () => {
    const pyodide = await booting;
    const end = self.close.bind(self);
    pyodide._api.on_fatal = (error) => {
      connected.thread?.flush();
      post({ type: "closing", reason: crashText(error) });
      end();
    };
    lockDown(
      self,
      (what) => post({ type: "refused", what }),
      () => post({ type: "closing" }),
    );
    return interpreterOf(pyodide);
  };
  const connected = new Runner(post, python(start));
  runner = connected;
  prepareClock();
  const report = (event: Event, error: unknown) => {
    event.preventDefault();
    if (connected.thread) log(connected.thread, null, "error", `uncaught: ${String(error)}`);
  };
  self.addEventListener("error", (event) => report(event, event.error ?? event.message));
  self.addEventListener("unhandledrejection", (event) => report(event, event.reason));
  exposeRunner(connected, port, postNative);
  connected.load(init);
}

let booted!: (pyodide: Promise<Pyodide>) => void;
const booting = new Promise<Pyodide>((resolve) => {
  booted = resolve;
});
// The trial is told that loading failed.
booting.catch(() => undefined);

/** In either order: the parts may have to be unpacked first. */
const expected = new Set<ToPythonWorker["type"]>(["boot", "connect"]);

self.addEventListener("message", function receive({ data }: MessageEvent<ToPythonWorker>) {
  expected.delete(data.type);
  if (expected.size === 0) self.removeEventListener("message", receive);
  if (data.type === "boot") booted(boot(data.parts));
  else connect(data, booting);
});
