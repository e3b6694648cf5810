import { VirtualClock } from "@/lib/engine/virtual-clock";
import type { DirectCallPort } from "@/lib/protocol/direct-calls";
import type { FromRunner } from "@/lib/protocol/from-runner";
import { Runner } from "@/lib/runner/execute/runner";
import { type Interpreter, interpreterOf } from "@/lib/runner/python/interpreter";
import { python } from "@/lib/runner/python/language";
import { bootPython } from "@/lib/runner/python/testing/boot";
import type { StartRunner } from "../session";

/** Interpreters whose runner has been stopped. What it left behind waits for a clock that has stopped as well. */
const free: Interpreter[] = [];

/** The Python runner in this thread and in virtual time, each with an interpreter of its own. */
export const startPython: StartRunner = (init) => {
  const clock = new VirtualClock();
  const posted: FromRunner[] = [];
  let isOpen = true;
  let interpreter: Interpreter | undefined;
  const boot = async () => {
    interpreter = free.pop() ?? interpreterOf(await bootPython());
    return interpreter;
  };
  const runner = new Runner(
    (message, transfer = []) => {
      if (isOpen) posted.push(structuredClone(message, { transfer: transfer as ArrayBuffer[] }));
    },
    python(boot),
    clock,
  );
  const cloned = async <A, R>(method: (argument: A) => Promise<R>, argument: A): Promise<R> =>
    structuredClone(await method(structuredClone(argument)));
  runner.load(structuredClone(init));
  const loaded = runner.loaded();
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
      await loaded;
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
      if (interpreter) free.push(interpreter);
    },
  };
};
