import type { Settings } from "@/lib/model/settings";
import type { PythonCode } from "@/lib/protocol/python-files";
import type { Program } from "./program";

/** The program as its platform's local mode runs it, if that is asked for. A program without a local mode stays as it is. */
export function inLocalMode(program: Program, mode: Settings["mode"]): Program {
  if (mode === undefined || !program.hasLocalMode) return program;
  const code: PythonCode = { ...(JSON.parse(program.code) as PythonCode), isLocal: true };
  return { ...program, code: JSON.stringify(code) };
}
