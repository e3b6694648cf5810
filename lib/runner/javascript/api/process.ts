import type { Body } from "../../host/language";
import { FanoutError } from "../../remote/errors";
import { checkFunction, definitionOf } from "./registry";
import type { SdkParts } from "./sdk";

/** The class `Process` of one thread: a worker started by hand, under every strategy. */
export function processClass({ thread, host, nameOfExport }: SdkParts) {
  return class Process {
    readonly #fn: Body;
    readonly #args: readonly unknown[];
    #ended: Promise<unknown> | undefined;

    constructor(fn: unknown, ...args: unknown[]) {
      this.#fn = checkFunction(fn, "Process");
      this.#args = args;
    }

    async start(): Promise<void> {
      if (this.#ended) throw new FanoutError("this process has already started");
      const definition = definitionOf(this.#fn);
      const exported = definition ? undefined : nameOfExport(this.#fn);
      const target = definition
        ? { ...definition, isExported: false }
        : exported !== undefined && { name: exported, isExported: true };
      if (!target)
        throw new FanoutError(
          "`Process` needs a task or an exported function: the new worker finds it by name",
        );
      this.#ended = host.process(thread.current, thread.takeSite(), target, this.#args);
      this.#ended.catch(() => undefined);
    }

    async join(): Promise<unknown> {
      if (!this.#ended)
        throw new FanoutError(
          "This process has not been started. Call `await process.start()` before `join()`.",
        );
      return this.#ended;
    }
  };
}
