import type { Report } from "@/lib/protocol/report";
import { toMarkdown } from "@/lib/share/markdown";
import { embedSnippet } from "@/lib/share/snippet";
import { publicUrl } from "./base-path";
import { fragmentOf, linkView } from "./fragment-of";
import type { PlaygroundState } from "./store";

/** The document in each form in which it can be given to somebody. */
export type SharedForms =
  | { readonly ok: true; readonly link: string; readonly markdown: string; readonly embed: string }
  | { readonly ok: false; readonly message: string };

/** @param withReport takes the recorded results along. @param duration writes ms. */
export function sharedForms(
  state: PlaygroundState,
  withReport: boolean,
  duration: (ms: number) => string,
): SharedForms {
  const report: Report | undefined = withReport ? state.results?.result.report : undefined;
  const recorded =
    report === undefined ? {} : { report, recordedAt: `${new Date().toISOString().slice(0, 19)}Z` };
  const { code, origin, settings } = state;
  const base = publicUrl("/");
  try {
    const fragment = fragmentOf(state, navigator.hardwareConcurrency, recorded);
    const link = `${base}#${fragment}`;
    const isExample = fragment.startsWith("example=");
    return {
      ok: true,
      link,
      markdown: toMarkdown({ code, link, report, title: state.program?.name, duration }),
      embed: embedSnippet({
        base,
        subject:
          isExample && origin.kind === "example"
            ? { kind: "example", name: origin.name }
            : report === undefined
              ? { kind: "code", code }
              : { kind: "link", fragment: `#${fragment}`, code },
        view: linkView(state),
        ...(isExample ? {} : { settings: { strategies: settings.strategies, workers: settings.workers } }),
        title: state.program?.name,
      }),
    };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: error.message };
    throw error;
  }
}
