import { changedBetween } from "../documents/changes";
import { sameDocument } from "../documents/document";
import { documentOf } from "./slices/document-slice";
import type { PlaygroundState } from "./store";

type StaleParts = Pick<PlaygroundState, "runs" | "activeRunId" | "code" | "language" | "inputs" | "settings">;

export function isStale(state: StaleParts): boolean {
  const run = state.runs[state.activeRunId ?? ""];
  return run !== undefined && !sameDocument(run.document, documentOf(state));
}

export function staleBecause(state: StaleParts): string | undefined {
  const run = state.runs[state.activeRunId ?? ""];
  return run && changedBetween(run.document, documentOf(state));
}
