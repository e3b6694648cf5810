import { log } from "../execute/log";
import { HostApi } from "../host/host-api";
import type { Body, Definition, StartLanguage } from "../host/language";
import { FanoutError } from "../remote/errors";
import { definitionOf, Registry } from "./api/registry";
import { createSdk, type Sdk } from "./api/sdk";
import { ErrorClasses } from "./copy/error-classes";
import { type ContextHooks, contextHooks } from "./realm/async-context";
import { javascriptValues } from "./values";

/** What a compiled program finds as `__fanout` and as its module `fanout`. */
export interface ProgramHost {
  readonly sdk: Sdk;
  readonly hooks: ContextHooks & {
    /** Classes of the program that extend another. */
    readonly classes: (classes: Readonly<Record<string, unknown>>) => void;
    /** Sets the call expression of the call that is made next. @returns `value` */
    readonly site: <T>(site: number, value: T) => T;
    readonly define: (
      binding: string,
      line: number,
      column: number,
      make: () => unknown,
      warning?: string,
    ) => unknown;
  };
}

type Exports = Readonly<Record<string, unknown>>;

/** Evaluates a compiled program with its SDK. @param code its text or URL. @returns the module's exports. */
export type LoadProgram = (code: string, host: ProgramHost) => Promise<Exports>;

/** JavaScript: what a TypeScript program is compiled to. */
export const javascript =
  (loadProgram: LoadProgram): StartLanguage =>
  (thread) => {
    const classes = new ErrorClasses();
    const registry = new Registry(thread.init.versions);
    let exports: Exports = {};
    const exported = (name: string): Body | undefined => {
      const value = exports[name];
      return typeof value === "function" ? value : undefined;
    };
    const nameOfExport = (fn: Body) => Object.keys(exports).find((name) => exports[name] === fn);
    const define: ProgramHost["hooks"]["define"] = (binding, line, column, make, warning) => {
      // Every worker loads the program: one of them says it.
      if (warning !== undefined && thread.init.worker === 0) log(thread, null, "warn", warning);
      return registry.define(binding, line, column, make);
    };
    const sdk = createSdk({ thread, host: new HostApi(thread), registry, nameOfExport });
    const { Dir, File, Queue } = sdk;
    const decoders = { Dir: Dir.decode, File: File.decode, Queue: Queue.revive };
    const values = javascriptValues(decoders, classes);
    return {
      values,
      async load(code) {
        try {
          exports = await loadProgram(code, {
            sdk,
            hooks: {
              ...contextHooks(thread),
              define,
              classes: (all) => classes.add(all),
              site(site, value) {
                thread.site = site;
                return value;
              },
            },
          });
        } finally {
          registry.loading = false;
        }
      },
      entry: (only) =>
        only ? onlyTask(registry, only.task, values.argumentsOf(only.given)) : entryOf(exports.default),
      task: (name) => registry.byName.get(name),
      exported,
    };
  };

function entryOf(entry: unknown): Definition {
  const definition = definitionOf(entry);
  if (entry === undefined)
    throw new FanoutError(
      "the program has no default export. Add: export default workflow(async () => { … })",
    );
  if (definition?.kind !== "workflow")
    throw new FanoutError(
      `the default export must be a workflow: it is the program's entry point.${definition ? ` "${definition.name}" is a ${definition.kind}.` : ""}`,
    );
  return definition;
}

/** An entry that runs one task or workflow. */
function onlyTask(registry: Registry, task: string, args: readonly unknown[]): Definition {
  const target = registry.callables.get(task);
  if (!target) throw new FanoutError(`the program no longer has a task "${task}"`);
  return {
    kind: "workflow",
    name: `again: ${task}`,
    fn: () => Reflect.apply(target, undefined, args as unknown[]),
    cache: false,
    cacheVersion: "",
    version: "",
    finishRunnable: false,
  };
}
