import type { StandIns } from "@/lib/model/stand-ins";
import type { RefereeRequest } from "./referee";
import type { ToRunnerWorker } from "./sandbox";

/**
 * What the page gives to the sandbox of Python, which has no network: files of generated/python/<version>-<hash>/, as they are there,
 * which is compressed (gzip).
 */
export interface PythonFiles {
  /** pyodide.mjs */
  readonly loader: ArrayBuffer;
  /** pyodide.asm.mjs */
  readonly runtime: ArrayBuffer;
  /** pyodide.asm.wasm, with a lower maximum of its memory. */
  readonly wasm: ArrayBuffer;
  /** python_stdlib.zip */
  readonly stdlib: ArrayBuffer;
  /** Our modules: JSON, by their path under lib/python. */
  readonly modules: ArrayBuffer;
  /** Memory of an interpreter with our modules, to start from; lib/runner/python/snapshot.ts. Without it a start takes seconds. */
  readonly snapshot?: ArrayBuffer | undefined;
}

/** To the document of Python's sandbox, before its first trial. */
export interface ToPythonSandbox {
  readonly type: "python";
  readonly files: PythonFiles;
}

/** To the document of Python's sandbox, once: the real package of a pack, which a separate worker runs. Its messages come through `port`. */
export interface ToReferee {
  readonly type: "referee";
  readonly pack: ArrayBuffer;
  readonly request: RefereeRequest;
  readonly port: MessagePort;
}

/** From the sandbox's document to the referee's worker. */
export type ToRefereeWorker = Omit<ToReferee, "type"> & { readonly parts: PythonParts };

/** The same as workers get it: unpacked, scripts by address, the WebAssembly compiled. */
export interface PythonParts {
  readonly loaderUrl: string;
  readonly runtimeUrl: string;
  readonly module: WebAssembly.Module;
  readonly stdlib: ArrayBuffer;
  readonly modules: Readonly<Record<string, string>>;
  /**
   * Shared where the page is isolated. A program could change what it reaches, and with it the Python of the next worker: the runner
   * has let go of it before anything of a program runs.
   */
  readonly snapshot: ArrayBuffer | SharedArrayBuffer | undefined;
}

/** From the sandbox's document to a new runner of Python, in either order: the parts, and what it is for. */
export type ToPythonWorker =
  | { readonly type: "boot"; readonly parts: PythonParts }
  | ({ readonly type: "connect" } & ToRunnerWorker);

/** `RunnerInit.code` of a Python program, as JSON. */
export interface PythonCode {
  readonly source: string;
  /** It runs itself, as `python main.py` does, or what it defines has an entry. */
  readonly start: "main" | "entry";
  /** Processes start with nothing of their parent's, as with `spawn`. By default they know what `fork` would give them. */
  readonly spawns?: boolean;
  /** A function that the program leaves to the page to call, with the inputs. */
  readonly calls?: "main";
  /** Of a platform's program that starts nothing: what runs, by its variable. `input`: the input that chooses another. */
  readonly entry?: { readonly input: string; readonly usual: string };
  /** A platform's steps run as in its local mode: one after the other, in the driver. */
  readonly isLocal?: boolean;
  /** What runs in place of tasks' bodies. */
  readonly standIns?: StandIns;
  /** Defaults of the inputs, as they are in the source: only inputs that differ from them replace one. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}
