import type { SignalBuffer } from "./turns";

/** A function of Python's, as Pyodide gives it. */
export interface PythonFunction {
  (...args: readonly unknown[]): unknown;
  /** Calls it on a stack that can be suspended. Only where the platform has stack switching. */
  callPromising(...args: readonly unknown[]): Promise<unknown>;
  destroy(): void;
  copy(): PythonFunction;
}

/** What is used of Pyodide. */
export interface Pyodide {
  pyimport(module: string): unknown;
  runPython(code: string): unknown;
  makeMemorySnapshot(): Uint8Array;
  setInterruptBuffer(buffer: SignalBuffer | undefined): void;
  /** Pyodide's own side, of which it says nothing in its documentation. */
  readonly _api: {
    /** Called once Python has crashed: nothing of it can be called any more. */
    on_fatal?: (error: unknown) => void;
  };
  readonly FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, content: string | Uint8Array): void;
  };
}

/** Where our modules are in the interpreter. */
const HOME = "/fanout";

/** Python's side of the runner: functions of lib/python/_fanout, for one interpreter. */
export interface Interpreter {
  attach(api: object): void;
  load(source: string): unknown;
  entry(): string | undefined;
  hasFunction(name: string): boolean;
  readonly run: PythonFunction;
  readonly runWorkflow: PythonFunction;
  readonly runMain: PythonFunction;
  /** What the program that ran gave, once: JSON. */
  takeOutput(): string | undefined;
  preview(pickle: unknown): string;
  canonical(pickle: unknown): Uint8Array | undefined;
  /** @param buffer where it looks for signals; undefined for nowhere */
  listen(buffer: SignalBuffer | undefined): void;
}

/** Puts the texts of our modules where an interpreter finds them. @param modules by path under lib/python */
export const writeModules = (pyodide: Pyodide, modules: Readonly<Record<string, string>>): void =>
  writeFiles(pyodide, HOME, new Map(Object.entries(modules)));

/** @param files by path under `home` */
export function writeFiles(
  { FS }: Pyodide,
  home: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): void {
  const made = new Set<string>();
  for (const [path, content] of files) {
    const file = `${home}/${path}`;
    const folder = file.slice(0, file.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(file, content);
  }
}

/**
 * Imports our modules, which are there. An interpreter out of a snapshot has done so.
 * @param isSnapshot one is to be made: what programs may import of ours, and is not imported yet, is compiled
 */
export function importModules({ runPython }: Pyodide, isSnapshot = false): void {
  runPython(
    `import sys; sys.path.insert(0, "${HOME}"); import _fanout.install, _fanout.main, _fanout.program, _fanout.run, dagster`,
  );
  if (isSnapshot)
    runPython(
      `import _fanout.precompiled; _fanout.precompiled.compile_all("${HOME}"); _fanout.precompiled.install()`,
    );
}

type Module = Readonly<Record<string, PythonFunction>>;

/** The functions that the runner calls, of an interpreter with our modules. */
export function interpreterOf(pyodide: Pyodide): Interpreter {
  const of = (module: string, name: string) => (pyodide.pyimport(module) as Module)[name] as PythonFunction;
  const program = (name: string) => of("_fanout.program", name);
  const preview = of("_fanout.values", "preview");
  const canonical = of("_fanout.values", "canonical");
  const entry = of("_fanout.define", "entry");
  const hasFunction = program("has_function");
  const load = program("load");
  const takeOutput = of("_fanout.main", "take_output");
  return {
    attach: (api) => void program("attach")(api),
    load: (source) => load(source),
    entry: () => (entry() as string | undefined) ?? undefined,
    hasFunction: (name) => hasFunction(name) as boolean,
    run: of("_fanout.run", "run"),
    runWorkflow: of("_fanout.run", "run_workflow"),
    runMain: program("run_main"),
    takeOutput: () => (takeOutput() as string | undefined) ?? undefined,
    preview: (pickle) => preview(pickle) as string,
    canonical: (pickle) => canonical(pickle) as Uint8Array | undefined,
    listen: (buffer) => pyodide.setInterruptBuffer(buffer),
  };
}
