import { findExample } from "@/lib/examples";
import { defaultSettings } from "@/lib/model/settings";
import { encodeExampleLink, encodeLink } from "@/lib/share/link";
import { type LinkState, VIEWS, type View } from "@/lib/share/link-state";
import { documentOf } from "../store/slices/document-slice";
import type { PlaygroundState } from "../store/store";
import { sameDocument } from "./document";
import { exampleDocument } from "./open-example";

/** The view that a link opens; undefined where it has no word for the tab. */
export function linkView({ tab }: PlaygroundState): View | undefined {
  return VIEWS.find((view) => view === tab);
}

/**
 * The fragment that opens what is on the screen: the short form for an unchanged example.
 * @param recorded a report to include.
 * @throws RangeError where it is too much for a link; the message says why.
 */
export function fragmentOf(
  state: PlaygroundState,
  cores: number,
  recorded: Pick<LinkState, "report" | "recordedAt"> = {},
): string {
  const { origin, code, language, inputs, settings } = state;
  const view = linkView(state);
  const example = origin.kind === "example" ? findExample(origin.name) : undefined;
  if (example !== undefined && recorded.report === undefined) {
    if (sameDocument(documentOf(state), exampleDocument(example, cores))) {
      return encodeExampleLink(
        example.name,
        view === undefined || view === example.view ? {} : { view },
      ).slice(1);
    }
  }
  const option = view === "compare" ? undefined : view;
  return encodeLink(
    { code, language, inputs, settings, view: option, ...recorded },
    defaultSettings(cores),
  ).slice(1);
}
