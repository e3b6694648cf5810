"use client";

import { useMemo } from "react";
import { type Problem, problemsOf } from "../editor/problems";
import { usePlayground } from "./use-playground";

/** What is wrong with the program on the screen; the same list until something changes. */
export function useProblems(): readonly Problem[] {
  const code = usePlayground((state) => state.code);
  const compileErrors = usePlayground((state) => state.compileErrors);
  const refusal = usePlayground((state) => state.refusal);
  const results = usePlayground((state) => state.results);
  return useMemo(
    () => problemsOf({ code, compileErrors, refusal, results }),
    [code, compileErrors, refusal, results],
  );
}
