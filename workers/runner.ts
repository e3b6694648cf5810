import { prepareClock } from "@/lib/base/clock";
import type { FromRunner } from "@/lib/protocol/from-runner";
import type { ToRunnerWorker } from "@/lib/protocol/sandbox";
import { Runner } from "@/lib/runner/execute/runner";
import { javascript } from "@/lib/runner/javascript/language";
import { bindCallbacks } from "@/lib/runner/javascript/realm/bind-callbacks";
import { logFrom, recordedConsole } from "@/lib/runner/javascript/realm/console/console";
import { lockDown } from "@/lib/runner/javascript/realm/lockdown";
import { trackTimers } from "@/lib/runner/javascript/realm/timers";
import { loadedFrom } from "@/lib/runner/remote/errors";
import { exposeRunner } from "./runner/expose";

type Exports = Readonly<Record<string, unknown>>;

/** @param program its module, which is evaluated after this: it finds this thread's SDK as `__fanout.sdk` */
function connect({ port, init }: ToRunnerWorker, program: Promise<Exports>): void {
  const postNative = port.postMessage.bind(port);
  const post = (message: FromRunner, transfer: Transferable[] = []) => postNative(message, transfer);
  const language = javascript((_, host) => {
    Object.defineProperty(globalThis, "__fanout", {
      value: Object.freeze({ ...host.hooks, sdk: Object.freeze(host.sdk) }),
    });
    return program;
  });
  const runner = new Runner(post, language);
  lockDown(
    self,
    (what) => post({ type: "refused", what }),
    () => post({ type: "closing" }),
  );
  Object.defineProperty(globalThis, "console", {
    value: recordedConsole(() => runner.thread),
    configurable: true,
  });
  prepareClock();
  trackTimers(() => runner.thread?.timers, globalThis);
  bindCallbacks(() => runner.thread ?? undefined, globalThis);
  const report = (error: unknown) => {
    if (runner.thread) logFrom(runner.thread, "error", ["uncaught:", error]);
  };
  self.addEventListener("error", (event) => {
    event.preventDefault();
    report(event.error ?? event.message);
  });
  self.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    report(event.reason);
  });
  exposeRunner(runner, port, postNative);
  runner.load(init);
}

self.addEventListener("message", function first(event: MessageEvent<ToRunnerWorker>) {
  self.removeEventListener("message", first);
  // First of all: it is fetched while the rest of this task is done, and nothing of it runs before that is.
  const program = import(/* @vite-ignore */ event.data.init.code);
  loadedFrom(event.data.init.code);
  connect(event.data, program);
});
