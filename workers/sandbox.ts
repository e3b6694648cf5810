import { timerStepMs } from "@/lib/engine/timer-step";
import type { FromSandbox, ToSandbox } from "@/lib/protocol/page";
import type { FromCoordinator, ToCoordinator, ToRunnerWorker } from "@/lib/protocol/sandbox";

/** Sources of the two workers, put here by the build. */
declare const __COORDINATOR_SOURCE__: string;
declare const __RUNNER_SOURCE__: string;

const urlOf = (source: string) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
const coordinatorUrl = urlOf(__COORDINATOR_SOURCE__);
const runnerUrl = urlOf(__RUNNER_SOURCE__);

/**
 * Starts and ends workers for one page. Runs nothing of a user's, and hears nothing of a trial: the page and the coordinator
 * have a port of their own. The page checks all that it gets against the wire's schemas; its own messages need no more than
 * their types.
 */
function serve(page: MessagePort): void {
  const runners = new Map<number, Worker>();
  let coordinator: Worker | undefined;
  let warm = false;
  let program: { readonly code: string; readonly url: string } | undefined;

  /** Where runners load a program from; the last one's is kept, because workers of warm pools may start later. */
  const addressOf = (code: string): string => {
    if (program?.code !== code) {
      if (program) URL.revokeObjectURL(program.url);
      program = { code, url: urlOf(code) };
    }
    return program.url;
  };

  const post = (message: FromSandbox) => page.postMessage(message);

  const endRunner = (id: number) => {
    runners.get(id)?.terminate();
    runners.delete(id);
  };

  const endAll = () => {
    for (const id of [...runners.keys()]) endRunner(id);
    coordinator?.terminate();
    coordinator = undefined;
  };

  const startRunner = ({ port, init }: ToRunnerWorker) => {
    const { worker: id } = init;
    const worker = new Worker(runnerUrl, { name: `fanout worker ${id}` });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      const reason = event.message || "the worker could not be started";
      coordinator?.postMessage({ type: "died", worker: id, reason } satisfies ToCoordinator);
    });
    worker.postMessage({ port, init } satisfies ToRunnerWorker, [port]);
    runners.set(id, worker);
  };

  const startCoordinator = () => {
    const worker = new Worker(coordinatorUrl, { name: "fanout coordinator" });
    worker.addEventListener("message", ({ data: message }: MessageEvent<FromCoordinator>) => {
      if (worker !== coordinator) return;
      if (message.type === "start") startRunner(message);
      else if (message.type === "end") endRunner(message.worker);
      else if (!warm) endAll();
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker !== coordinator) return;
      endAll();
      post({
        type: "failed",
        message: `the coordinator failed: ${event.message || "it could not be started"}`,
      });
    });
    return worker;
  };

  page.addEventListener("message", ({ data }: MessageEvent<ToSandbox>) => {
    if (data?.type !== "run") return;
    const { request, port } = data;
    if (!warm || request.start === "cold") endAll();
    warm = request.start === "warm";
    coordinator ??= startCoordinator();
    const located = { ...request, code: addressOf(request.code) };
    coordinator.postMessage({ type: "run", request: located, port } satisfies ToCoordinator, [port]);
  });
  page.start();
  post({
    type: "ready",
    crossOriginIsolated: globalThis.crossOriginIsolated === true,
    timerStepMs: timerStepMs(),
  });
}

/** The page says it twice, in the fragment and in its message, so that no other window's port is taken. */
const nonce = location.hash.slice(1);
let served = false;
/** In a frame without the attribute `sandbox`, or by itself, this would be the site's own origin, with all that it has stored. */
const isOpaque = self.origin === "null";
addEventListener("message", (event) => {
  const [port] = event.ports;
  if (
    !isOpaque ||
    served ||
    !port ||
    event.source !== parent ||
    event.data?.type !== "fanout:connect" ||
    event.data.nonce !== nonce
  )
    return;
  served = true;
  serve(port);
});
