import type { RefereeId, RefereeRequest } from "@/lib/protocol/referee";
import { type Pyodide, type PythonFunction, writeFiles } from "./interpreter";
import { filesOf } from "./pack-files";
import { canSwitchStacks } from "./stacks";

/** Where a pack's packages are in the interpreter, and our side of the referee. */
const SITE = "/site";
const OURS = "/referee";

/** What the referee needs of our modules: nothing that knows the engine, and none of our libraries. */
const isNeeded = (path: string): boolean => path.startsWith("_referee/") || path === "_fanout/last_line.py";

interface RealPackage {
  /** Imports it. */
  prepare(module: RefereeId): void;
  /** Runs a program. @returns what happened, packed */
  perform(request: RefereeRequest): Promise<string>;
}

/** A real package in an interpreter without our modules. @param modules ours, by path under lib/python */
export async function realPackage(
  python: Pyodide,
  pack: ArrayBuffer,
  modules: Readonly<Record<string, string>>,
): Promise<RealPackage> {
  writeFiles(python, SITE, await filesOf(pack));
  writeFiles(python, OURS, new Map(Object.entries(modules).filter(([path]) => isNeeded(path))));
  python.runPython(
    `import sys; sys.dont_write_bytecode = True; sys.path[:0] = ["${OURS}", "${SITE}"]; import _referee.real`,
  );
  const { prepare, perform } = python.pyimport("_referee.real") as Readonly<Record<string, PythonFunction>>;
  if (!prepare || !perform) throw new Error("the referee's modules are not there");
  return {
    prepare: (module) => void prepare(module),
    async perform({ module, program }) {
      const given = [module, JSON.stringify(program)];
      return String(await (canSwitchStacks ? perform.callPromising(...given) : perform(...given)));
    },
  };
}
