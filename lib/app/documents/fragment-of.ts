import type { Numbers } from "@/lib/estimate/numbers";
import { findExample } from "@/lib/examples";
import { defaultSettings } from "@/lib/model/settings";
import { writeOptions } from "@/lib/share/fragment";
import { encodeExampleLink, encodeLink } from "@/lib/share/link";
import { optionEntries } from "@/lib/share/link-options";
import { type LinkState, VIEWS, type View } from "@/lib/share/link-state";
import { NO_NUMBERS } from "../numbers/own-numbers";
import { wholeNumbers } from "../numbers/whole-numbers";
import { documentOf } from "../store/slices/document-slice";
import type { PlaygroundState } from "../store/store";
import { sameDocument } from "./document";
import { exampleDocument } from "./open-example";

/** The view that a link opens; undefined where it has no word for the tab. */
export function linkView({ tab }: PlaygroundState): View | undefined {
  return VIEWS.find((view) => view === tab);
}

/** Of "Your numbers": what the user has set, and with it what the run showed. */
export function linkNumbers(state: PlaygroundState): Numbers | undefined {
  if (state.tab !== "scale" || state.ownNumbers === NO_NUMBERS) return undefined;
  return wholeNumbers(state.ownNumbers, state.runNumbers?.fields);
}

/**
 * The fragment that opens what is on the screen: the short form for an unchanged example.
 * @param recorded a report to include, or a record, of which its program and settings are made.
 * @throws RangeError where it is too much for a link; the message says why.
 */
export function fragmentOf(
  state: PlaygroundState,
  cores: number,
  recorded: Pick<LinkState, "report" | "recordedAt" | "record"> = {},
): string {
  const { origin, code, language, inputs, settings, lesson } = state;
  const view = linkView(state);
  const numbers = linkNumbers(state);
  const example = origin.kind === "example" ? findExample(origin.name) : undefined;
  if (example !== undefined && recorded.report === undefined && lesson === undefined) {
    if (sameDocument(documentOf(state), exampleDocument(example, cores))) {
      return encodeExampleLink(example.name, {
        ...(view !== undefined && view !== example.view && { view }),
        ...(numbers && { numbers }),
      }).slice(1);
    }
  }
  // A page from before there was this view opens the program of such a link, and notes an option that it does not know.
  const behind = view === "scale" ? `&${writeOptions(optionEntries({ view, numbers }))}` : "";
  const option = view === "compare" || view === "scale" ? undefined : view;
  const document = recorded.record ? { code: "" } : { code, language, inputs, settings };
  const link = encodeLink({ ...document, view: option, lesson, ...recorded }, defaultSettings(cores));
  return `${link.slice(1)}${behind}`;
}
