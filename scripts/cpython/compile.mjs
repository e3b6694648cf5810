// Compiles test files with the Python that runs them: each process imports them again, and compiling takes most of that time.
import { loadPyodide } from "pyodide";

const COMPILE = `
from importlib import _bootstrap_external

def compiled(path, text):
    code = compile(text, path, "exec", dont_inherit=True)
    return _bootstrap_external._code_to_hash_pyc(code, bytes(8), False)

compiled
`;

/** @returns {Promise<(path: string, text: string) => Uint8Array>} gives the .pyc of a file, which is used whatever its source */
export async function compiler() {
  const pyodide = await loadPyodide();
  const compile = pyodide.runPython(COMPILE);
  const done = new Map();
  return (path, text) => {
    if (!done.has(path)) done.set(path, compile(path, text).toJs());
    return done.get(path);
  };
}
