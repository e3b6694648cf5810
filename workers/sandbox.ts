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
 * The page is the trusted side, and checks all that it sends and gets against the wire's schemas; here a look at the shape
 * is enough, and keeps a schema library out of what every fresh sandbox has to load.
 */
function isRequest(data: unknown): data is ToSandbox {
  if (typeof data !== "object" || data === null) return false;
  const { type, run, request } = data as { type?: unknown; run?: unknown; request?: unknown };
  return (
    Number.isInteger(run) &&
    (type === "stop" ||
      (type === "run" && typeof request === "object" && request !== null && isText(request, "code")))
  );
}

const isText = (value: object, key: string): boolean =>
  typeof (value as Readonly<Record<string, unknown>>)[key] === "string";

/** Starts and ends workers for one page. Runs nothing of a user's. */
function serve(page: MessagePort): void {
  const runners = new Map<number, Worker>();
  let coordinator: Worker | undefined;
  let running: number | undefined;
  let warm = false;
  let program: { readonly code: string; readonly url: string } | undefined;

  /** Where the runners load a program from; the last one's is kept, as lanes of warm pools may be started later. */
  const addressOf = (code: string): string => {
    if (program?.code !== code) {
      if (program) URL.revokeObjectURL(program.url);
      program = { code, url: urlOf(code) };
    }
    return program.url;
  };

  const post = (message: FromSandbox, transfer: Transferable[] = []) => page.postMessage(message, transfer);

  const endRunner = (lane: number) => {
    runners.get(lane)?.terminate();
    runners.delete(lane);
  };

  const endAll = () => {
    for (const lane of [...runners.keys()]) endRunner(lane);
    coordinator?.terminate();
    coordinator = undefined;
  };

  const startRunner = ({ port, init }: ToRunnerWorker) => {
    const { lane } = init;
    const worker = new Worker(runnerUrl, { name: `fanout lane ${lane}` });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      tell({ type: "died", lane, reason: event.message || "the worker could not be started" });
    });
    worker.postMessage({ port, init } satisfies ToRunnerWorker, [port]);
    runners.set(lane, worker);
  };

  const tell = (message: ToCoordinator) => coordinator?.postMessage(message);

  const onCoordinator = (message: FromCoordinator) => {
    if (message.type === "start") return startRunner(message);
    if (message.type === "end") return endRunner(message.lane);
    const news = message.message;
    if (news.type === "tick")
      return post(
        news,
        news.batches.map((batch) => batch.rows.buffer as ArrayBuffer),
      );
    if (!warm) endAll();
    running = undefined;
    post(news);
  };

  const startCoordinator = () => {
    const worker = new Worker(coordinatorUrl, { name: "fanout coordinator" });
    worker.addEventListener("message", (event: MessageEvent<FromCoordinator>) => {
      if (worker === coordinator) onCoordinator(event.data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker !== coordinator || running === undefined) return;
      const run = running;
      endAll();
      running = undefined;
      post({
        type: "done",
        run,
        status: "failed",
        wallMs: 0,
        output: undefined,
        error: { name: "FanoutError", message: `the coordinator failed: ${event.message}` },
        artifacts: [],
        cache: [],
        results: [],
        refused: [],
      });
    });
    return worker;
  };

  page.addEventListener("message", (event) => {
    const message = event.data;
    if (!isRequest(message)) return;
    if (message.type === "stop") return tell(message);
    if (running !== undefined) return;
    if (!warm || message.request.start === "cold") endAll();
    warm = message.request.start === "warm";
    running = message.run;
    coordinator ??= startCoordinator();
    const request = { ...message.request, code: addressOf(message.request.code) };
    coordinator.postMessage({ ...message, request } satisfies ToCoordinator);
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
