import type { StandIns } from "@/lib/model/stand-ins";
import type { PythonCode } from "@/lib/protocol/python-files";
import { digest } from "./digest";
import type { Program } from "./program";

/** The program with stand-ins in place of bodies. Its cached results are others than those of the bodies. */
export function withStandIns(program: Program, standIns: StandIns | undefined): Program {
  if (program.language !== "python" || !standIns || standIns.tasks.length === 0) return program;
  const code: PythonCode = { ...(JSON.parse(program.code) as PythonCode), standIns };
  const own = digest(JSON.stringify(standIns));
  return {
    ...program,
    code: JSON.stringify(code),
    definitions: program.definitions.map((each) => ({ ...each, version: `${each.version}-${own}` })),
  };
}
