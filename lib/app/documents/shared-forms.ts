import { recordedAtOf } from "@/lib/app/run/recorded-at";
import type { Settings } from "@/lib/model/settings";
import { defaultSettings } from "@/lib/model/settings";
import { type EmbedLook, embedFragment, type FrameSubject } from "@/lib/share/embed-fragment";
import { LONE_VIEWS } from "@/lib/share/embed-options";
import type { View } from "@/lib/share/link-state";
import { toMarkdown } from "@/lib/share/markdown";
import { settingsThatDiffer } from "@/lib/share/settings-diff";
import { embedSnippet, frameSnippet } from "@/lib/share/snippet";
import { publicUrl } from "../base-path";
import { activeRunOf } from "../store/active-run";
import type { PlaygroundState } from "../store/store";
import { fragmentOf, linkNumbers, linkView } from "./fragment-of";
import type { SharedRecord } from "./shared-record";

/** Options of an embed. */
export interface EmbedChoice {
  /** Undefined: as the page shows it now. */
  readonly view: View | undefined;
  /** "auto": as the page around it. */
  readonly theme: "auto" | "light" | "dark";
  /** Height; undefined: as high as its content. */
  readonly pixels: number | undefined;
  readonly readonly: boolean;
  /** The view alone, without tabs and code. */
  readonly lone: boolean;
  /** "element": with the script that sizes it. "frame": for sites that allow no third-party scripts. */
  readonly tag: "element" | "frame";
}

/** The document in each form in which it can be shared. */
export type SharedForms =
  | {
      readonly ok: true;
      readonly link: string;
      readonly markdown: string;
      readonly embed: string;
      /** Address of a frame that shows the embed. */
      readonly preview: string;
      /** The link names an example and has no code. */
      readonly isExample: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** What goes along with the program. */
export interface SharedResults {
  readonly report?: boolean;
  /** Of another tool, instead of a report. */
  readonly record?: SharedRecord | undefined;
}

/** @param duration formats ms. */
export function sharedForms(
  state: PlaygroundState,
  results: SharedResults,
  choice: EmbedChoice,
  duration: (ms: number) => string,
): SharedForms {
  const run = results.report ? activeRunOf(state) : undefined;
  const report = run?.report;
  const { record } = results;
  const { language, origin } = state;
  const code = record?.code ?? state.code;
  const base = publicUrl("/");
  try {
    const recorded = record?.link ?? (run && { report, ...recordedAtOf(run) });
    const fragment = fragmentOf(state, navigator.hardwareConcurrency, recorded);
    const link = `${base}#${fragment}`;
    const isExample = fragment.startsWith("example=");
    const view = choice.view ?? linkView(state);
    const numbers = linkNumbers(state);
    const title = record?.name ?? state.program?.name;
    const show = choice.lone ? LONE_VIEWS.find((one) => one === (choice.view ?? state.tab)) : undefined;
    const look: EmbedLook = { theme: choice.theme, readonly: choice.readonly, show };
    // Of an unchanged example, what we recorded is shown too.
    const shown = run ?? (isExample ? activeRunOf(state) : undefined);
    const common = {
      base,
      view,
      title: view === "scale" ? "Your numbers" : title,
      ...look,
      ...(choice.pixels !== undefined && { pixels: choice.pixels }),
      ...(view === "scale" && numbers && { numbers }),
      ...(shown && view !== "scale" && { recorded: { report: shown.report, ...recordedAtOf(shown) } }),
    };
    const framed: FrameSubject =
      view === "scale"
        ? { kind: "numbers" }
        : isExample && origin.kind === "example"
          ? { kind: "example", name: origin.name }
          : { kind: "link", fragment: `#${fragment}` };
    const attributes = report === undefined && record === undefined ? attributesFor(state) : undefined;
    return {
      ok: true,
      link,
      isExample,
      markdown: toMarkdown({ code, language, link, report, title, duration }),
      embed:
        choice.tag === "frame"
          ? frameSnippet({ ...common, subject: framed })
          : embedSnippet({
              ...common,
              language,
              // Code in the page itself where attributes can hold the rest: it can be edited by hand.
              ...(framed.kind !== "link"
                ? { subject: framed }
                : attributes === undefined
                  ? { subject: { ...framed, code } }
                  : { subject: { kind: "code", code }, settings: attributes }),
            }),
      preview: `${publicUrl("/embed/")}${embedFragment(
        framed,
        { ...(view && { view }), ...(numbers && { numbers }) },
        { ...look, theme: choice.theme === "auto" ? state.shownTheme : choice.theme },
      )}`,
    };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: error.message };
    throw error;
  }
}

/** The settings that the element has attributes for; undefined if others differ too. */
function attributesFor({ inputs, settings }: PlaygroundState): Partial<Settings> | undefined {
  const { strategies, workers, ...more } =
    settingsThatDiffer(settings, defaultSettings(navigator.hardwareConcurrency)) ?? {};
  if (Object.keys(inputs).length > 0 || Object.keys(more).length > 0) return undefined;
  return { ...(strategies && { strategies }), ...(workers && { workers }) };
}

/** @param at ms since 1970 */
