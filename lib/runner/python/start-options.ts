import { type PythonMemory, restoreSnapshot } from "./snapshot";

/** Pyodide's settings, to which its own functions are added when its module is made. */
interface Settings {
  readonly API: { restoreSnapshot?: (given: Uint8Array) => unknown };
}

/** What pyodide.asm.mjs exports. */
export type MakeModule = (settings: Settings) => Promise<PythonMemory>;

/** Whatever it is: that there is one is all that Pyodide looks at. */
const SOME_SNAPSHOT = new Uint8Array(1);

/** Pyodide's options to start from a snapshot, which nothing of it keeps. Without one they are those of an ordinary start. */
export function startOptions(make: MakeModule, snapshot: Uint8Array | undefined) {
  if (!snapshot) return { createPyodideModule: make };
  // Pyodide keeps its options for as long as the worker lives: they let go of the snapshot once it is used.
  let left: Uint8Array | undefined = snapshot;
  return {
    _loadSnapshot: SOME_SNAPSHOT,
    async createPyodideModule(settings: Settings) {
      const instance = await make(settings);
      settings.API.restoreSnapshot = () => {
        delete settings.API.restoreSnapshot;
        if (!left) throw new Error("Python has been started from its snapshot");
        const state = restoreSnapshot(left, instance);
        left = undefined;
        return state;
      };
      return instance;
    },
  };
}
