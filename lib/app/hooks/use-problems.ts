import { useMemo } from "react";
import { type Problem, problemsOf } from "../editor/problems";
import { activeRunOf } from "../store/active-run";
import { usePlayground, usePlaygroundState } from "./use-playground";

export function useProblems(): readonly Problem[] {
  const { code, compileErrors, refusal } = usePlaygroundState("code", "compileErrors", "refusal");
  const run = usePlayground(activeRunOf);
  return useMemo(
    () => problemsOf({ code, compileErrors, refusal, run }),
    [code, compileErrors, refusal, run],
  );
}
