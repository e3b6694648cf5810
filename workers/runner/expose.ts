import * as Comlink from "comlink";
import type { ToRunner } from "@/lib/protocol/to-runner";
import type { Runner } from "@/lib/runner/execute/runner";

/** Answers the engine on a runner's port. @param postNative the port's own, which a program cannot have replaced */
export function exposeRunner(
  runner: Runner,
  port: MessagePort,
  postNative: MessagePort["postMessage"],
): void {
  port.addEventListener("message", (event: MessageEvent<ToRunner | null>) => {
    if (event.data && typeof event.data === "object" && "type" in event.data) runner.receive(event.data);
  });
  // Only these may be called, and only with what Comlink passes: not whatever hangs from the object.
  Comlink.expose(
    {
      loaded: () => runner.loaded(),
      runEntry: (request: Parameters<Runner["runEntry"]>[0]) => runner.runEntry(request).then(moved),
      runChunk: (chunk: Parameters<Runner["runChunk"]>[0]) => runner.runChunk(chunk).then(moved),
      rest: () => runner.rest(),
      begin: (init: Parameters<Runner["begin"]>[0]) => runner.begin(init),
    },
    {
      postMessage: postNative,
      addEventListener: port.addEventListener.bind(port),
      removeEventListener: port.removeEventListener.bind(port),
      start: () => port.start(),
    },
  );
}

/** Moves the buffers of an outcome instead of copying them. */
function moved<
  T extends {
    readonly batch?: { readonly rows: Float64Array };
    readonly payload?: { readonly form: string; readonly numbers?: Float64Array };
  },
>(outcome: T): T {
  const buffers: Transferable[] = [];
  if (outcome.batch) buffers.push(outcome.batch.rows.buffer as ArrayBuffer);
  if (outcome.payload?.numbers) buffers.push(outcome.payload.numbers.buffer as ArrayBuffer);
  return Comlink.transfer(outcome, buffers);
}
