import { useMemo } from "react";
import { useMatches } from "@/components/results/shared/span/use-matches";
import type { Looks } from "./canvas";
import { foundFlags } from "./found-flags";
import type { Chart } from "./scene";

/** What a search finds in a chart: for the toolbar its count, for the canvas what is drawn as found. */
export function useFound({ key, trace, paint }: Chart, search: string, growing: boolean) {
  const query = useMemo(
    () => (search.trim() === "" ? undefined : ({ filter: "all", search } as const)),
    [search],
  );
  const found = useMatches(trace, query, undefined, growing);
  // The answer may be about an earlier state of a growing trace.
  const isOfTrace = found?.keep.length === paint.length;
  const flags = useMemo(
    (): Looks["found"] =>
      found && isOfTrace ? { key, flags: foundFlags(trace, paint, found.keep) } : undefined,
    [found, isOfTrace, key, trace, paint],
  );
  return { flags, summary: found && { count: found.rows.length, problem: found.problem } };
}
