import type { ToRunnerWorker } from "./sandbox";

/** What the page fetches for the sandbox of Python, which has no network: generated/python/<version>-<hash>/. */
export interface PythonFiles {
  /** pyodide.mjs */
  readonly loader: string;
  /** pyodide.asm.mjs */
  readonly runtime: string;
  /** pyodide.asm.wasm */
  readonly wasm: ArrayBuffer;
  /** python_stdlib.zip */
  readonly stdlib: ArrayBuffer;
  /** Our modules, by their path under lib/python. */
  readonly modules: Readonly<Record<string, string>>;
  /** Memory of an interpreter with our modules, to start from. */
  readonly snapshot?: ArrayBuffer;
}

/** To the document of Python's sandbox, before its first trial. */
export interface ToPythonSandbox {
  readonly type: "python";
  readonly files: PythonFiles;
}

/** The same as workers get it: scripts by address, the WebAssembly compiled. */
export interface PythonParts extends Pick<PythonFiles, "stdlib" | "modules"> {
  readonly snapshot?: ArrayBuffer | SharedArrayBuffer | undefined;
  readonly loaderUrl: string;
  readonly runtimeUrl: string;
  readonly module: WebAssembly.Module;
}

/** From the sandbox's document to a new runner of Python. */
export interface ToPythonWorker extends ToRunnerWorker {
  readonly python: PythonParts;
}

/** From the sandbox's document to a worker that starts Python, gives its memory, and ends. */
export interface ToSnapshotWorker {
  readonly type: "snapshot";
  readonly python: PythonParts;
}

/** Its answer. No program has been there. */
export interface FromSnapshotWorker {
  /** Undefined where it could not be made. */
  readonly snapshot: ArrayBuffer | undefined;
}

/** `RunnerInit.code` of a Python program, as JSON. */
export interface PythonCode {
  readonly source: string;
  /** It runs itself, as `python main.py` does, or what it defines has an entry. */
  readonly start: "main" | "entry";
}
