import { DEFAULT_LANGUAGE, LANGUAGES, type LanguageId } from "@/lib/model/language";
import type { Report } from "@/lib/protocol/report";

export interface MarkdownOptions {
  readonly code: string;
  readonly language?: LanguageId;
  /** The whole address. */
  readonly link: string;
  readonly report?: Report;
  /** Heading and link text; default: the report's program, or "Fanout". */
  readonly title?: string;
  /** Writes a time in ms, as the page does: `formatDuration` of lib/base/format. */
  readonly duration: (ms: number) => string;
}

/** Code, link and results for an issue, a chat or a README. */
export function toMarkdown({ code, language, link, report, title, duration }: MarkdownOptions): string {
  const name = title ?? report?.program.name ?? "Fanout";
  const parts = [fenced(code, language), `[Open ${inline(name)} in Fanout](<${link}>)`];
  if (report) parts.push(resultsTable(report, duration), environmentLine(report));
  return `${parts.join("\n\n")}\n`;
}

/** One row a strategy: median and range of the wall time, op runs, workers, retries. */
function resultsTable(report: Report, duration: (ms: number) => string): string {
  const rows = report.strategies.map((one) => {
    const { median, low, high } = one.wallMs;
    const range = one.rounds.length > 1 ? `${duration(low)} to ${duration(high)}` : "1 round";
    const status = one.status === "succeeded" ? "" : ` (${one.status})`;
    const { opRuns, workersStarted, retries } = one.counts;
    return [one.strategy + status, duration(median), range, opRuns, workersStarted, retries];
  });
  const head = ["strategy", "wall time", "range", "op runs", "workers started", "retries"];
  return [head, ["---", "---:", "---", "---:", "---:", "---:"], ...rows]
    .map((cells) => `| ${cells.map((cell) => inline(String(cell)).replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function environmentLine({ environment, settings }: Report): string {
  const cores = environment.cores === 1 ? "1 core" : `${environment.cores} cores`;
  const workers = settings.workers === 1 ? "1 worker" : `${settings.workers} workers`;
  return `Recorded with ${workers} on ${cores}: ${inline(environment.userAgent)}`;
}

/** A fence longer than any run of backticks inside. */
function fenced(code: string, language: LanguageId = DEFAULT_LANGUAGE): string {
  const longest = Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `${fence}${LANGUAGES[language].extension}\n${code.trimEnd()}\n${fence}`;
}

/** Names come from programs: nothing in them may become markup. */
const inline = (text: string): string => text.replace(/[\\`*_[\]<>]/g, "\\$&").replace(/\s+/g, " ");
