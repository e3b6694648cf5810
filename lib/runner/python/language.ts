import type { PythonCode } from "@/lib/protocol/python-files";
import type { Body, Definition, StartLanguage } from "../host/language";
import { FanoutError } from "../remote/errors";
import { createBridge, type Enter } from "./bridge";
import { Definitions } from "./definitions";
import type { Interpreter, PythonFunction } from "./interpreter";
import { outputOf } from "./output";
import { canSwitchStacks } from "./stacks";
import { Turns } from "./turns";
import { pythonValues } from "./values";

type Inputs = Readonly<Record<string, unknown>>;

/** Name of the entry of a program that runs itself. */
const MAIN = "main.py";

/** Calls Python, on a stack that can be suspended where there are such. Throws what Python says is to be thrown. */
const enter: Enter = (run, args) => {
  if (!canSwitchStacks) return thrownOr(run(...args));
  return run.callPromising(...args).then(thrownOr);
};

function thrownOr(outcome: unknown): unknown {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

/** Python. @param boot gives an interpreter with our modules; the program is loaded once it is there */
export const python =
  (boot: () => Promise<Interpreter>): StartLanguage =>
  (thread) => {
    let interpreter: Interpreter | undefined;
    let program: PythonCode | undefined;
    let isLoaded = false;
    const needProgram = () => {
      if (isLoaded || !program) return;
      isLoaded = true;
      const error = ready().load(program.source);
      if (error instanceof Error) throw error;
    };
    const turns = new Turns(
      () => thread.now(),
      (buffer) => ready().listen(buffer),
    );
    const bridge = (known: Definitions) =>
      createBridge(thread, known, enter, {
        forks: () => !program?.spawns,
        isLocal: () => program?.isLocal === true,
        standIns: () => program?.standIns && JSON.stringify(program.standIns),
        turns,
      });
    const isDriver = () => thread.init.worker === 0;
    const ready = (): Interpreter => {
      if (!interpreter) throw new FanoutError("Python has not been started in this worker");
      return interpreter;
    };
    const bodyOf = ({ kind, name }: Pick<Definition, "kind" | "name">): Body => {
      if (kind === "workflow" || kind === "launchPlan")
        return (inputs: unknown) => run(ready().runWorkflow, name, inputs ?? {});
      return (...args: unknown[]) => run(ready().run, name, args);
    };
    const run = (python: PythonFunction, name: string, given: unknown) => {
      const { current } = thread;
      // Python keeps it for as long as anything of the body may still run.
      if (current) current.captured = true;
      return enter(python, [current, name, given]);
    };
    const definitions = new Definitions(thread, bodyOf, (name) => ready().hasFunction(name));
    const exported = (name: string): Body | undefined =>
      ready().hasFunction(name) ? (...args: unknown[]) => run(ready().run, name, args) : undefined;
    return {
      values: pythonValues({
        preview: (pickle) => ready().preview(pickle),
        canonical: (pickle) => ready().canonical(pickle),
      }),
      async load(code) {
        interpreter = await boot();
        interpreter.attach(bridge(definitions));
        program = JSON.parse(code) as PythonCode;
        // One that runs itself is evaluated by the driver when the entry is run, by others when they are first given work.
        isLoaded = program.start === "main" && isDriver();
        if (program.start === "entry") needProgram();
      },
      entry(only) {
        if (only) return again(definitions, only.task, only.given);
        if (program?.start === "main") return main(program);
        const name = ready().entry();
        if (name === undefined) throw new FanoutError("the program has nothing to run");
        return definitions.need(name);
      },
      task(name) {
        needProgram();
        return definitions.find(name);
      },
      exported(name) {
        needProgram();
        return exported(name);
      },
    };

    /** The program as the entry: it is evaluated as `__main__`. */
    function main({ source, calls, entry, defaults = {} }: PythonCode): Definition {
      return workflowOf(MAIN, async (given: unknown) => {
        const all = (given ?? {}) as Inputs;
        const { [entry?.input ?? ""]: chosen = entry?.usual, ...rest } = all;
        const inputs = calls ? all : changed(entry ? rest : all, defaults);
        await run(ready().runMain, source, JSON.stringify({ inputs, calls, entry: entry && chosen }));
        return outputOf(ready().takeOutput());
      });
    }

    /** An entry that runs one task with given arguments. */
    function again(known: Definitions, task: string, text: string): Definition {
      const target = known.find(task);
      if (!target) throw new FanoutError(`the program has no task "${task}" any more`);
      const args = thread.language.values.argumentsOf(text);
      const { call } = bridge(known);
      return workflowOf(`again: ${task}`, () => call(thread.current, task, args));
    }
  };

/** Inputs that are not what the source says anyway. */
const changed = (given: Inputs, defaults: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => !(name in defaults && JSON.stringify(defaults[name]) === JSON.stringify(value)),
    ),
  );

const workflowOf = (name: string, fn: Body): Definition => ({
  kind: "workflow",
  name,
  fn,
  cache: false,
  cacheVersion: "",
  version: "",
  finishRunnable: false,
});
