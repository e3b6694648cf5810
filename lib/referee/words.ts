import { formatPlural } from "@/lib/base/format";
import type { Comparison, Difference } from "./compare";

export interface RefereeVerdict extends Comparison {
  /** "Dagster" */
  readonly name: string;
  /** Of the real package. */
  readonly version: string;
  /** The run on the page gave something else than Fanout's run in the local mode. */
  readonly onPage?: Difference | undefined;
  /** That the program asks for, where it is another one. */
  readonly pinned?: string | undefined;
}

export const isSame = ({ differences }: Comparison): boolean => differences.length === 0;

/** "Same result as Dagster 1.13.28 (28 steps)." */
export function verdictText(verdict: RefereeVerdict): string {
  const { name, version, steps, differences } = verdict;
  const counted = steps > 0 ? ` (${formatPlural(steps, "step")})` : "";
  if (isSame(verdict)) return `Same result as ${name} ${version}${counted}.`;
  return `${formatPlural(differences.length, "difference")} from ${name} ${version}${counted}.`;
}

/** Undefined where the program pins no other version. */
export const pinnedText = ({ pinned, name, version }: RefereeVerdict): string | undefined =>
  pinned === undefined || pinned === version
    ? undefined
    : `Checked against ${version}. The program asks for ${name} ${pinned}.`;

const NOTHING = "nothing";

export const hereText = ({ here }: Difference): string => here ?? NOTHING;
export const realText = ({ real }: Difference): string => real ?? NOTHING;

/** A report of differences, as Markdown. The program is in it. */
export function reportText(verdict: RefereeVerdict, source: string): string {
  const rows = verdict.differences.map(
    (each) =>
      `- ${each.what}\n  - Fanout: ${code(hereText(each))}\n  - ${verdict.name}: ${code(realText(each))}`,
  );
  return [
    verdictText(verdict),
    ...(pinnedText(verdict) ? [pinnedText(verdict)] : []),
    rows.join("\n"),
    `The program:\n\n${fenced(source)}`,
  ].join("\n\n");
}

const code = (text: string): string => `\`${text.replaceAll("`", "'").replaceAll("\n", " ")}\``;

function fenced(source: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}python\n${source.trimEnd()}\n${fence}`;
}

/**
 * Where a report can be sent: the host's address, with the report in its query, or nowhere.
 * @param to `mailto:` or `https:`; of a form that takes `title` and `body`
 */
export function reportAddress(to: string, verdict: RefereeVerdict, source: string): string | undefined {
  if (!/^(mailto:|https:\/\/)/.test(to) || !URL.canParse(to)) return undefined;
  const url = new URL(to);
  const title = verdictText(verdict);
  const body = reportText(verdict, source).slice(0, ADDRESS_MAX_LENGTH);
  const isMail = url.protocol === "mailto:";
  // Mail programs do not read "+" as a space.
  const query = [
    [isMail ? "subject" : "title", title],
    ["body", body],
  ].map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`);
  return `${to}${to.includes("?") ? "&" : "?"}${query.join("&")}`;
}

/** Servers refuse longer addresses. */
const ADDRESS_MAX_LENGTH = 4_000;
