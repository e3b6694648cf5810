import { defaultSettings } from "@/lib/model/settings";
import type { View } from "@/lib/share/link-state";
import { settingsThatDiffer } from "@/lib/share/settings-diff";
import { machineOf } from "../run/machine";
import { activeRunOf } from "../store/active-run";
import type { PlaygroundState } from "../store/store";
import { linkNumbers, linkView } from "./fragment-of";
import type { SharedResults } from "./shared-forms";

/** One part of a link, and what the link has of it. */
export interface LinkSummary {
  readonly what: string;
  readonly value: string;
  /** False: the link leaves it out, and the reader's own counts. */
  readonly there: boolean;
}

/**
 * What a link to the document on the screen holds, in words.
 * @param isExample the link is an example's name.
 * @param writes formats figures as the page does.
 */
export function linkSummary(
  state: PlaygroundState,
  isExample: boolean,
  { report: withReport = false, record }: SharedResults,
  writes: { duration(ms: number): string; count(value: number): string },
): readonly LinkSummary[] {
  const { code, inputs, settings, program, origin } = state;
  const different = settingsThatDiffer(settings, defaultSettings(navigator.hardwareConcurrency)) ?? {};
  const report = withReport ? activeRunOf(state)?.report : undefined;
  const view = linkView(state);
  if (record)
    return [
      {
        what: "Record",
        value: `${record.name}: ${writes.count(record.steps)} steps with their times${record.leftOut > 0 ? `; ${writes.count(record.leftOut)} more do not fit into a link` : ""}`,
        there: true,
      },
      { what: "Program", value: "made from the record when the link is opened", there: false },
      viewOf(view),
    ];
  return [
    {
      what: "Program",
      value:
        isExample && origin.kind === "example"
          ? `example ${origin.name}, by name`
          : `${program?.name ?? "code"}, ${writes.count(code.length)} characters`,
      there: true,
    },
    listed(
      "Inputs",
      isExample ? {} : inputs,
      isExample ? "the example's defaults" : "the program's defaults",
    ),
    listed(
      "Settings",
      isExample ? {} : different,
      isExample ? "the example's defaults" : "the page's defaults",
    ),
    viewOf(view),
    ...(linkNumbers(state) ? [{ what: "Your numbers", value: "all fields of the form", there: true }] : []),
    report === undefined
      ? { what: "Results", value: "none", there: false }
      : {
          what: "Results",
          value: `${report.strategies
            .map(({ strategy, wallMs, rounds, status }) =>
              rounds.length > 0 ? `${strategy} ${writes.duration(wallMs.median)}` : `${strategy} ${status}`,
            )
            .join(", ")}${report.resumed ? " (resumed)" : ""}, measured in ${machineOf(report.environment)}`,
          there: true,
        },
  ];
}

const viewOf = (view: View | undefined): LinkSummary => ({
  what: "View",
  value: view === "scale" ? "your numbers" : (view ?? "default (comparison)"),
  there: view !== undefined,
});

/** Characters of a value that are shown; the link has all of it. */
const MAX_VALUE_LENGTH = 40;

function listed(what: string, values: Readonly<Record<string, unknown>>, otherwise: string): LinkSummary {
  const entries = Object.entries(values);
  if (entries.length === 0) return { what, value: otherwise, there: false };
  const text = entries.map(([name, value]) => {
    const written =
      Array.isArray(value) && value.every((one) => typeof one === "string")
        ? value.join(", ")
        : JSON.stringify(value);
    return `${name}: ${written.length > MAX_VALUE_LENGTH ? `${written.slice(0, MAX_VALUE_LENGTH)}…` : written}`;
  });
  return { what, value: text.join("; "), there: true };
}
