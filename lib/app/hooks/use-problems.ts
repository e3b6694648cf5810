import { useMemo } from "react";
import { type Problem, problemsOf } from "../editor/problems";
import { activeRunOf } from "../store/active-run";
import { usePlayground, usePlaygroundState } from "./use-playground";

export function useProblems(): readonly Problem[] {
  const { code, compileErrors, compiledCode, program, refusal, settings } = usePlaygroundState(
    "code",
    "compileErrors",
    "compiledCode",
    "program",
    "refusal",
    "settings",
  );
  const run = usePlayground(activeRunOf);
  return useMemo(
    () => problemsOf({ code, compileErrors, compiledCode, program, refusal, run, settings }),
    [code, compileErrors, compiledCode, program, refusal, run, settings],
  );
}
