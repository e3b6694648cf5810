import type { PythonParts } from "@/lib/protocol/python-files";
import { importModules, type Pyodide, writeModules } from "./interpreter";
import { type MakeModule, startOptions } from "./start-options";

/** Pyodide asks for files by address. None of these exists: whatever it asks for, it is given. */
const NOWHERE = "https://python.invalid/";

/** Its list of packages: none can be loaded. The versions are Pyodide's own (pyodide-lock.json). */
const NO_PACKAGES = {
  info: {
    abi_version: "2026_0",
    arch: "wasm32",
    platform: "emscripten_5_0_3",
    python: "3.14.2",
    version: "314.0.7",
  },
  packages: {},
};

/** An empty module of WebAssembly: what is instantiated is the compiled one. */
const NO_WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

interface Loader {
  loadPyodide(options: object): Promise<Pyodide>;
}

/** pyodide.asm.mjs */
interface Runtime {
  readonly default: MakeModule;
}

/** Lines that do not go through `sys.stdout`: of C, and of `os.write`. */
export interface Output {
  stdout(line: string): void;
  stderr(line: string): void;
}

/** Starts Python in a worker without network, with our modules. @param scope as of `startPython` */
export async function bootInWorker(
  parts: PythonParts,
  scope: typeof globalThis,
  output: Output,
): Promise<Pyodide> {
  const pyodide = await startPython(parts, scope, output);
  // A snapshot has them all, imported or compiled: it takes longer to write their files than to restore it.
  if (parts.snapshot) return pyodide;
  writeModules(pyodide, parts.modules);
  importModules(pyodide);
  return pyodide;
}

/** The same without our modules, unless they are in the snapshot. @param scope the worker's own, of which two functions are replaced meanwhile */
export async function startPython(
  parts: Omit<PythonParts, "modules">,
  scope: typeof globalThis,
  { stdout, stderr }: Output,
): Promise<Pyodide> {
  const { fetch } = scope;
  const { instantiateStreaming } = WebAssembly;
  scope.fetch = async (address) => {
    const name = String(address);
    if (name.endsWith("python_stdlib.zip")) return new Response(parts.stdlib);
    if (name.endsWith(".wasm"))
      return new Response(NO_WASM, { headers: { "content-type": "application/wasm" } });
    throw new TypeError(`Python asked for ${name}`);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module: parts.module,
    instance: await WebAssembly.instantiate(parts.module, imports),
  });
  try {
    const [runtime, loader] = (await Promise.all([
      import(/* @vite-ignore */ parts.runtimeUrl),
      import(/* @vite-ignore */ parts.loaderUrl),
    ])) as [Runtime, Loader];
    return await loader.loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      lockFileContents: NO_PACKAGES,
      // Nobody types: input() raises EOFError, as it does in CPython where standard input is closed.
      stdin: () => null,
      stdout,
      stderr,
      ...startOptions(runtime.default, parts.snapshot && new Uint8Array(parts.snapshot)),
    });
  } finally {
    scope.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
