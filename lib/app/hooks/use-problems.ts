import { useMemo } from "react";
import { type Problem, problemsOf } from "../editor/problems";
import { activeRunOf } from "../store/active-run";
import { usePlayground } from "./use-playground";

export function useProblems(): readonly Problem[] {
  const code = usePlayground((state) => state.code);
  const compileErrors = usePlayground((state) => state.compileErrors);
  const refusal = usePlayground((state) => state.refusal);
  const run = usePlayground(activeRunOf);
  return useMemo(
    () => problemsOf({ code, compileErrors, refusal, run }),
    [code, compileErrors, refusal, run],
  );
}
