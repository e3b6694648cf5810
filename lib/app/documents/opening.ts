import { FIRST_EXAMPLE } from "@/lib/examples/first-example";
import { isPythonExample } from "@/lib/examples/python-name";
import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import { defaultSettings } from "@/lib/model/settings";
import type { Report } from "@/lib/protocol/report";
import type { DecodedLink } from "@/lib/share/link";
import type { LinkOptions } from "@/lib/share/link-state";
import { newId } from "@/lib/storage/id";
import { recordedRun } from "../run/recorded-run";
import type { Run } from "../run/run";
import type { OpenedWith } from "../store/slices/document-slice";
import type { Notice, ResultTab } from "../store/slices/view-slice";
import type { Origin, PlaygroundDocument } from "./document";
import { exampleDocument } from "./open-example";
import { loadRecorded, recordedExample } from "./recorded-example";

/** What a page shows first, or when its address changes; with a run that a link's sender, or we of an example, recorded. */
export interface Opening extends OpenedWith {
  readonly document: PlaygroundDocument;
  readonly origin: Origin;
  /** Nothing was asked for and there is no draft: it is our own example, and may run right away. */
  readonly first: boolean;
  /** Why the link could not be opened; the rest is what a page without a document shows instead. */
  readonly refusal?: string | undefined;
}

/** What the user left behind on an earlier visit. */
export type OpenedDraft = Pick<Opening, "document" | "origin" | "draft">;

/**
 * @param link from the address.
 * @param findDraft what the user left behind; called only where it may be wanted.
 */
export async function chooseOpening(
  link: DecodedLink,
  findDraft: () => Promise<OpenedDraft | undefined>,
  cores: number,
): Promise<Opening> {
  if (!link.ok) return instead(link.message, await findDraft(), cores);
  const notices = link.notes.map((text, i) => ({
    id: `link-note-${i}`,
    tone: "warning" as const,
    title: "Part of the link was ignored",
    text,
  }));
  if (link.kind === "none") {
    const draft = await findDraft();
    const opening = await own(draft, cores);
    const { view, numbers } = link.state;
    return {
      ...opening,
      tab: tabOf(link.state) ?? opening.tab,
      notices,
      numbers,
      // Who asks about numbers asks about no program.
      first: draft === undefined && notices.length === 0 && view !== "scale",
    };
  }
  if (link.kind === "example") {
    // Beside the programs' texts, not after them.
    const recorded = isUnchanged(link.state) ? loadRecorded(link.example) : undefined;
    // The programs' texts are a script of their own, not needed for a link that brings its program along.
    const { examples, findExample } = await import("@/lib/examples");
    if (isPythonExample(link.example)) await import("@/lib/examples/python");
    const example = findExample(link.example);
    if (example === undefined) {
      const names = examples.map(({ name }) => name).join(", ");
      return instead(`There is no example "${link.example}". Examples: ${names}.`, await findDraft(), cores);
    }
    const document = withOptions(exampleDocument(example, cores), link.state);
    return {
      document,
      origin: { kind: "example", name: example.name },
      tab: tabOf(link.state) ?? example.view,
      notices,
      numbers: link.state.numbers,
      run: recorded && (await recordedExample(document, recorded)),
      first: false,
    };
  }
  const { code, language = DEFAULT_LANGUAGE, report, recordedAt, record, lesson } = link.state;
  if (record) {
    const { openSharedRecord } = await import("./open-shared-record");
    const opened = await openSharedRecord(record);
    if (!opened.ok) return instead(opened.message, await findDraft(), cores);
    const { run } = opened;
    const own = code === "" ? run.document : { ...run.document, code, language };
    return {
      document: withOptions(own, link.state),
      origin: { kind: "link" },
      tab: tabOf(link.state) ?? "compare",
      notices,
      numbers: link.state.numbers,
      run,
      lesson,
      first: false,
    };
  }
  const document = withOptions({ code, language, inputs: {}, settings: defaultSettings(cores) }, link.state);
  return {
    document,
    origin: { kind: "link" },
    tab: tabOf(link.state) ?? "compare",
    notices,
    numbers: link.state.numbers,
    run: report && runOf({ report, recordedAt }, document),
    lesson,
    first: false,
  };
}

const runOf = (
  { report, recordedAt }: { readonly report: Report; readonly recordedAt: string | undefined },
  document: PlaygroundDocument,
): Run =>
  recordedRun(report, document, { id: newId(), source: "recorded", startedAt: Date.parse(recordedAt ?? "") });

/** What we recorded of an example says nothing of one that the link changes. */
const isUnchanged = ({ inputs, settings }: LinkOptions): boolean =>
  inputs === undefined && settings === undefined;

/** If a link cannot be opened: the user's latest draft (or an example) and the reason. */
async function instead(reason: string, draft: OpenedDraft | undefined, cores: number): Promise<Opening> {
  const rest = draft === undefined ? "Showing an example instead." : "Showing your latest draft, unchanged.";
  return {
    ...(await own(draft, cores)),
    notices: [refusalNotice(`${reason} ${rest}`)],
    first: false,
    refusal: reason,
  };
}

export const refusalNotice = (text: string): Notice => ({
  id: "link",
  tone: "error",
  title: "Could not open the link",
  text,
});

async function own(
  draft: OpenedDraft | undefined,
  cores: number,
): Promise<OpenedDraft & Pick<Opening, "tab" | "run">> {
  if (draft !== undefined) return { ...draft, tab: "compare" };
  const recorded = loadRecorded(FIRST_EXAMPLE);
  const { findExample } = await import("@/lib/examples");
  const example = findExample(FIRST_EXAMPLE);
  if (example === undefined) throw new Error(`There is no example "${FIRST_EXAMPLE}".`);
  const document = exampleDocument(example, cores);
  return {
    document,
    origin: { kind: "example", name: example.name },
    tab: example.view,
    run: await recordedExample(document, recorded),
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
  view === "code" || view === "split" ? undefined : view;
