import { timerStepMs } from "@/lib/engine/timer-step";
import type { FromSandbox, ToSandbox } from "@/lib/protocol/page";
import type { PythonFiles, ToPythonSandbox, ToReferee } from "@/lib/protocol/python-files";
import type { FromCoordinator, ToCoordinator, ToRunnerWorker } from "@/lib/protocol/sandbox";
import type { WorkerAhead } from "./worker-ahead";

/** What differs between the sandbox's documents. */
interface ServeOptions {
  readonly coordinatorUrl: string;
  /** Starts a runner's worker and gives it what it needs. @param ahead in the worker that was started before */
  startWorker(name: string, message: ToRunnerWorker, ahead: boolean): Worker;
  /** What a worker loads for a program's code. */
  addressOf(code: string): string;
  /** The files of Python, before the first trial. */
  onPython?(files: PythonFiles): void;
  /** The referee of Python. @param fail tells the page that it could not start */
  onReferee?(request: ToReferee, fail: (message: string) => void): void;
  readonly ahead?: WorkerAhead;
}

export const urlOf = (source: string) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));

/**
 * Starts and ends workers for one page. Runs nothing of a user's, and hears nothing of a trial: the page and the coordinator
 * have a port of their own. The page checks all that it gets against the wire's schemas; its own messages need no more than
 * their types.
 */
function serve(
  page: MessagePort,
  { coordinatorUrl, startWorker, addressOf, onPython, onReferee, ahead }: ServeOptions,
): void {
  const runners = new Map<number, Worker>();
  let coordinator: Worker | undefined;
  let warm = false;

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

  const startRunner = ({ port, init }: ToRunnerWorker, isAhead: boolean) => {
    const { worker: id } = init;
    const worker = startWorker(`fanout worker ${id}`, { port, init }, isAhead);
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      const reason = event.message || "the worker failed to start";
      coordinator?.postMessage({ type: "died", worker: id, reason } satisfies ToCoordinator);
    });
    runners.set(id, worker);
  };

  const startCoordinator = () => {
    const worker = new Worker(coordinatorUrl, { name: "fanout coordinator" });
    worker.addEventListener("message", ({ data: message }: MessageEvent<FromCoordinator>) => {
      if (worker !== coordinator) return;
      if (message.type === "start") startRunner(message, message.ahead);
      else if (message.type === "end") endRunner(message.worker);
      else if (!warm) endAll();
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker !== coordinator) return;
      endAll();
      post({
        type: "failed",
        message: `internal error in the coordinator: ${event.message || "it could not be started"}`,
      });
    });
    return worker;
  };

  page.addEventListener("message", ({ data }: MessageEvent<ToSandbox | ToPythonSandbox | ToReferee>) => {
    if (data?.type === "python") onPython?.(data.files);
    if (data?.type === "referee") onReferee?.(data, (message) => post({ type: "failed", message }));
    if (data?.type === "ahead") ahead?.start();
    if (data?.type !== "run") return;
    const { request, port } = data;
    if (!warm || request.start === "cold") endAll();
    warm = request.start === "warm";
    coordinator ??= startCoordinator();
    const located = { ...request, code: addressOf(request.code) };
    const message = { type: "run", request: located, port, ahead: ahead?.started } as const;
    coordinator.postMessage(message satisfies ToCoordinator, [port]);
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

/** Waits for the page. */
export function openSandbox(options: ServeOptions): void {
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
    serve(port, options);
  });
}
