import type { PythonParts } from "@/lib/protocol/python-files";
import { installModules, type Pyodide } from "./interpreter";

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

const isShared = (bytes: unknown): bytes is Uint8Array =>
  bytes instanceof Uint8Array &&
  typeof SharedArrayBuffer !== "undefined" &&
  bytes.buffer instanceof SharedArrayBuffer;

interface Loader {
  loadPyodide(options: object): Promise<Pyodide>;
}

/** Starts Python in a worker without network, with our modules. @param scope the worker's own, of which three functions are replaced meanwhile */
export async function bootInWorker(parts: PythonParts, scope: typeof globalThis): Promise<Pyodide> {
  if (parts.snapshot) return boot(parts, scope, { _loadSnapshot: new Uint8Array(parts.snapshot) });
  const pyodide = await boot(parts, scope, {});
  installModules(pyodide, parts.modules);
  return pyodide;
}

/** Starts Python only to take its memory: other workers of this browser start from it. It depends on what the browser can do. */
export async function snapshotInWorker(parts: PythonParts, scope: typeof globalThis): Promise<ArrayBuffer> {
  const pyodide = await boot(parts, scope, { _makeSnapshot: true });
  installModules(pyodide, parts.modules);
  return pyodide.makeMemorySnapshot().buffer as ArrayBuffer;
}

async function boot(parts: PythonParts, scope: typeof globalThis, options: object): Promise<Pyodide> {
  const { fetch } = scope;
  const { decode } = TextDecoder.prototype;
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
  // A snapshot may be in shared memory, from which browsers do not read text.
  TextDecoder.prototype.decode = function (bytes, given) {
    return decode.call(this, isShared(bytes) ? bytes.slice() : bytes, given);
  };
  try {
    const [runtime, loader] = (await Promise.all([
      import(/* @vite-ignore */ parts.runtimeUrl),
      import(/* @vite-ignore */ parts.loaderUrl),
    ])) as [{ readonly default: unknown }, Loader];
    return await loader.loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      createPyodideModule: runtime.default,
      lockFileContents: NO_PACKAGES,
      ...options,
    });
  } finally {
    scope.fetch = fetch;
    TextDecoder.prototype.decode = decode;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
