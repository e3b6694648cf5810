import { sameDocument } from "../documents/document";
import { activeTrialOf } from "./active-trial";
import { documentOf } from "./slices/document-slice";
import { isStale } from "./stale";
import type { PlaygroundState } from "./store";
import { ONE_TRIAL_VIEWS } from "./view-needs";

/** What the chosen view shows is from before the last change: in every phase, and also of a trial that is being recorded. */
export function isShownStale(state: PlaygroundState): boolean {
  // "Your numbers" are no results: an edit of the program makes them no older.
  if (state.tab === "scale") return false;
  const live = ONE_TRIAL_VIEWS.has(state.tab) && state.runDocument && activeTrialOf(state);
  if (live && live.report === undefined) return !sameDocument(state.runDocument, documentOf(state));
  return isStale(state);
}
