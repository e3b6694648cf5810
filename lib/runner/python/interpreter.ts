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
  readonly FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, text: string): void;
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
  preview(pickle: unknown): string;
  canonical(pickle: unknown): Uint8Array | undefined;
}

/** Puts our modules into an interpreter. @param modules texts by path under lib/python */
export function installModules({ FS, runPython }: Pyodide, modules: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(modules)) {
    const file = `${HOME}/${path}`;
    FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    FS.writeFile(file, text);
  }
  runPython(
    `import sys; sys.path.insert(0, "${HOME}"); import _fanout.install, _fanout.program, _fanout.run`,
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
  return {
    attach: (api) => void program("attach")(api),
    load: (source) => load(source),
    entry: () => (entry() as string | undefined) ?? undefined,
    hasFunction: (name) => hasFunction(name) as boolean,
    run: of("_fanout.run", "run"),
    runWorkflow: of("_fanout.run", "run_workflow"),
    runMain: program("run_main"),
    preview: (pickle) => preview(pickle) as string,
    canonical: (pickle) => canonical(pickle) as Uint8Array | undefined,
  };
}
