import { useMemo } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { type Filter, type Found, find } from "@/lib/analysis/find/find";
import type { Trace } from "@/lib/trace/trace";

export interface SpanQuery {
  readonly filter: Filter;
  readonly search: string;
}

/**
 * The spans that match, found in the analysis worker where the trace is long. The last answer stays until the next one arrives.
 * @param query undefined: nothing is asked. @param only ids of the spans among which to look. @param growing more spans arrive
 */
export function useMatches(
  trace: Trace,
  query: SpanQuery | undefined,
  only: readonly number[] | undefined,
  growing: boolean,
): Found | undefined {
  const question = useMemo(() => query && ({ type: "find", ...query, only } as const), [query, only]);
  const inline = useMemo(() => question && ((each: Trace) => find(each, question)), [question]);
  const traces = useMemo(() => [trace], [trace]);
  const { value, problem } = useQuery(question && traces, question, {
    growing,
    ...(inline && { inline }),
  });
  // A failing analysis is our own fault: the view's error boundary shows it.
  if (problem !== undefined) throw new Error(problem);
  return question && value;
}
