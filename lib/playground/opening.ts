import { examples, findExample } from "@/lib/examples";
import { defaultSettings } from "@/lib/protocol/defaults";
import type { DecodedLink } from "@/lib/share/link";
import type { LinkOptions } from "@/lib/share/link-state";
import type { Origin, PlaygroundDocument } from "./document";
import { exampleDocument } from "./open-example";
import type { Recorded } from "./slices/run-slice";
import type { Notice, ResultTab } from "./slices/view-slice";

/** What a page shows first, or when its address changes. */
export interface Opening {
  readonly document: PlaygroundDocument;
  readonly origin: Origin;
  readonly tab: ResultTab;
  readonly notices: readonly Notice[];
  /** What a link's sender saw. */
  readonly recorded?: Recorded | undefined;
  /** Nothing was asked for and nothing is kept: it is our own example, and may be run at once. */
  readonly first: boolean;
}

/** What somebody left behind on an earlier visit. */
export interface Kept {
  readonly document: PlaygroundDocument;
  readonly origin: Origin;
}

/** @param link what the address says. @param kept is there whatever that is. */
export function chooseOpening(link: DecodedLink, kept: Kept | undefined, cores: number): Opening {
  if (!link.ok)
    return {
      ...own(kept, cores),
      first: false,
      notices: [notice("This link could not be opened", link.message, kept)],
    };
  const notices = link.notes.map((text, i) => ({
    id: `link-note-${i}`,
    tone: "warning" as const,
    title: "Part of the link was left out",
    text,
  }));
  if (link.kind === "none")
    return { ...own(kept, cores), notices, first: kept === undefined && link.notes.length === 0 };
  if (link.kind === "example") {
    const example = findExample(link.example);
    if (example === undefined) {
      const names = examples.map(({ name }) => name).join(", ");
      const text = `There is no example "${link.example}"; there are ${names}.`;
      return {
        ...own(kept, cores),
        first: false,
        notices: [notice("This link could not be opened", text, kept)],
      };
    }
    return {
      document: withOptions(exampleDocument(example, cores), link.state),
      origin: { kind: "example", name: example.name },
      tab: tabOf(link.state) ?? example.view,
      notices,
      first: false,
    };
  }
  const { code, report, recordedAt } = link.state;
  return {
    document: withOptions({ code, inputs: {}, settings: defaultSettings(cores) }, link.state),
    origin: { kind: "link" },
    tab: tabOf(link.state) ?? "compare",
    notices,
    recorded: report && { report, recordedAt },
    first: false,
  };
}

function own(kept: Kept | undefined, cores: number): Pick<Opening, "document" | "origin" | "tab"> {
  if (kept !== undefined) return { ...kept, tab: "compare" };
  const [example] = examples;
  if (example === undefined) throw new Error("There are no examples.");
  return {
    document: exampleDocument(example, cores),
    origin: { kind: "example", name: example.name },
    tab: example.view,
  };
}

function withOptions(document: PlaygroundDocument, { inputs, settings }: LinkOptions): PlaygroundDocument {
  return {
    ...document,
    inputs: inputs ?? document.inputs,
    settings: { ...document.settings, ...settings },
  };
}

const tabOf = ({ view }: LinkOptions): ResultTab | undefined =>
  view === "compare" || view === "tree" || view === "timeline" ? view : undefined;

const notice = (title: string, reason: string, kept: Kept | undefined): Notice => ({
  id: "link",
  tone: "error",
  title,
  text: `${reason} ${kept === undefined ? "An example is shown instead." : "Your own draft is shown instead; nothing of it is lost."}`,
});
