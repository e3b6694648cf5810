import type { PythonFiles, PythonParts } from "@/lib/protocol/python-files";
import { urlOf } from "./serve";

const unpacked = (file: ArrayBuffer): Response =>
  new Response(new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip")));

/** Memory that workers do not copy, where they can share any. */
function shared(bytes: ArrayBuffer): ArrayBuffer | SharedArrayBuffer {
  if (!globalThis.crossOriginIsolated) return bytes;
  const buffer = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(bytes));
  return buffer;
}

/** Unpacks what every worker is given. The WebAssembly is compiled once: workers instantiate the same module. */
export async function unpackPython(files: PythonFiles): Promise<PythonParts> {
  const bytes = (file: ArrayBuffer) => unpacked(file).arrayBuffer();
  const text = (file: ArrayBuffer) => unpacked(file).text();
  const [module, snapshot, loader, runtime, stdlib, modules] = await Promise.all([
    bytes(files.wasm).then((wasm) => WebAssembly.compile(wasm)),
    files.snapshot && bytes(files.snapshot),
    text(files.loader),
    text(files.runtime),
    bytes(files.stdlib),
    text(files.modules),
  ]);
  return {
    module,
    snapshot: snapshot && shared(snapshot),
    stdlib,
    modules: JSON.parse(modules),
    loaderUrl: urlOf(loader),
    runtimeUrl: urlOf(runtime),
  };
}
