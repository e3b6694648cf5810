import { loadProgram } from "@/lib/engine/testing/run-program";
import { VirtualClock } from "@/lib/engine/virtual-clock";
import type { DirectCallPort } from "@/lib/protocol/direct-calls";
import type { FromRunner } from "@/lib/protocol/from-runner";
import { Runner } from "@/lib/runner/execute/runner";
import { javascript, type LoadProgram } from "@/lib/runner/javascript/language";
import { recordedConsole } from "@/lib/runner/javascript/realm/console/console";
import type { StartRunner } from "../session";

/** The JavaScript runner in this thread and in virtual time. */
export const startJavaScript: StartRunner = (init) => {
  const clock = new VirtualClock();
  const posted: FromRunner[] = [];
  let isOpen = true;
  // In a browser each runner has its own realm; here the program gets its console as an argument.
  const withConsole: LoadProgram = (code, host) => {
    const hooks = { ...host.hooks, console: recordedConsole(() => runner.thread) };
    return loadProgram(`const console = __fanout.console; ${code}`, { ...host, hooks });
  };
  const runner: Runner = new Runner(
    (message, transfer = []) => {
      if (isOpen) posted.push(structuredClone(message, { transfer: transfer as ArrayBuffer[] }));
    },
    javascript(withConsole),
    clock,
  );
  const cloned = async <A, R>(method: (argument: A) => Promise<R>, argument: A): Promise<R> =>
    structuredClone(await method(structuredClone(argument)));
  runner.load(structuredClone(init));
  return {
    posted,
    api: {
      loaded: async () => structuredClone(await runner.loaded()),
      runEntry: (request) => cloned((given) => runner.runEntry(given), request),
      runChunk: (chunk) => cloned((given) => runner.runChunk(given), chunk),
      rest: () => runner.rest(),
      begin: (epoch) => runner.begin(epoch),
    },
    send(message) {
      // A port is moved, not cloned.
      const sent = "port" in message ? message : structuredClone(message);
      clock.soon(() => runner.receive(sent));
    },
    async until(condition) {
      for (;;) {
        await new Promise((drained) => setImmediate(drained));
        if (condition()) return;
        if (!clock.next()) throw new Error("nothing is left that could happen");
      }
    },
    channel() {
      const end = (): DirectCallPort => ({ onmessage: null, postMessage: () => undefined });
      const ends = [end(), end()] as const;
      for (const [from, to] of [ends, [ends[1], ends[0]]] as const)
        from.postMessage = (message) => {
          const data: unknown = structuredClone(message);
          clock.soon(() => to.onmessage?.({ data } as MessageEvent));
        };
      return ends;
    },
    stop() {
      isOpen = false;
    },
  };
};
