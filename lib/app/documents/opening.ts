import { defaultSettings } from "@/lib/model/settings";
import type { DecodedLink } from "@/lib/share/link";
import type { LinkOptions } from "@/lib/share/link-state";
import type { Recorded } from "../store/slices/run-slice";
import type { Notice, ResultTab } from "../store/slices/view-slice";
import type { Origin, PlaygroundDocument } from "./document";
import { exampleDocument } from "./open-example";

/** What a page shows first, or when its address changes. */
export interface Opening {
  readonly document: PlaygroundDocument;
  readonly origin: Origin;
  readonly tab: ResultTab;
  readonly notices: readonly Notice[];
  /** What a link's sender saw, or what we saw of an example. */
  readonly recorded?: Recorded | undefined;
  /** Nothing was asked for and nothing is kept: it is our own example, and may be run at once. */
  readonly first: boolean;
}

/** What somebody left behind on an earlier visit. */
export interface Kept {
  readonly document: PlaygroundDocument;
  readonly origin: Origin;
}

/**
 * @param link what the address says.
 * @param findKept what somebody left behind; asked only where it may be wanted.
 */
export async function chooseOpening(
  link: DecodedLink,
  findKept: () => Promise<Kept | undefined>,
  cores: number,
): Promise<Opening> {
  if (!link.ok) return instead(link.message, await findKept(), cores);
  const notices = link.notes.map((text, i) => ({
    id: `link-note-${i}`,
    tone: "warning" as const,
    title: "Part of the link was left out",
    text,
  }));
  if (link.kind === "none") {
    const kept = await findKept();
    return { ...(await own(kept, cores)), notices, first: kept === undefined && notices.length === 0 };
  }
  if (link.kind === "example") {
    // The programs' texts are a script of their own, not needed for a link that brings its program along.
    const [{ examples, findExample }, recorded] = await Promise.all([
      import("@/lib/examples"),
      recordedAsItStands(link.example, link.state),
    ]);
    const example = findExample(link.example);
    if (example === undefined) {
      const names = examples.map(({ name }) => name).join(", ");
      return instead(`There is no example "${link.example}"; there are ${names}.`, await findKept(), cores);
    }
    return {
      document: withOptions(exampleDocument(example, cores), link.state),
      origin: { kind: "example", name: example.name },
      tab: tabOf(link.state) ?? example.view,
      notices,
      recorded,
      first: false,
    };
  }
  const { code, report, recordedAt } = link.state;
  return {
    document: withOptions({ code, inputs: {}, settings: defaultSettings(cores) }, link.state),
    origin: { kind: "link" },
    tab: tabOf(link.state) ?? "compare",
    notices,
    recorded: report && { report, recordedAt, by: "sender" },
    first: false,
  };
}

/** A run that we recorded of an example; of one that the link changes there is none. */
async function recordedAsItStands(
  example: string,
  { inputs, settings }: LinkOptions,
): Promise<Recorded | undefined> {
  if (inputs !== undefined || settings !== undefined) return undefined;
  const { findRecorded } = await import("@/lib/examples/recorded");
  const run = await findRecorded(example);
  return run && { ...run, by: "example" };
}

/** A link that cannot be opened costs nobody anything: what is their own is shown, and why. */
async function instead(reason: string, kept: Kept | undefined, cores: number): Promise<Opening> {
  const rest =
    kept === undefined
      ? "An example is shown instead."
      : "Your own draft is shown instead; nothing of it is lost.";
  const title = "This link could not be opened";
  return {
    ...(await own(kept, cores)),
    notices: [{ id: "link", tone: "error", title, text: `${reason} ${rest}` }],
    first: false,
  };
}

async function own(
  kept: Kept | undefined,
  cores: number,
): Promise<Pick<Opening, "document" | "origin" | "tab">> {
  if (kept !== undefined) return { ...kept, tab: "compare" };
  const { examples } = await import("@/lib/examples");
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
