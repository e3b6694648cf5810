import { formatUtcDay } from "@/lib/base/dates";
import { formatCount, formatDuration } from "@/lib/base/format";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import type { Report, StrategyReport } from "@/lib/protocol/report";

/** Narrow, so that its text can be read where the picture is 342 px wide. */
const WIDTH = 400;
const ROW = 30;
const LABEL = 92;
const VALUE = 84;
/** Characters of a program's name. */
const NAME_LENGTH = 40;

export interface RecordedResults {
  readonly report: Report;
  /** ISO 8601. */
  readonly recordedAt?: string | undefined;
}

/** What is written under the bars, and read by screen readers. */
function captionOf({ report: { environment }, recordedAt }: RecordedResults): string {
  const day = recordedAt === undefined ? "" : ` ${formatUtcDay(recordedAt)}`;
  return `Recorded${day} on ${formatCount(environment.cores)} ${environment.cores === 1 ? "core" : "cores"}. Median times; yours will differ.`;
}

const timeOf = ({ status, wallMs }: StrategyReport): string =>
  status === "succeeded" ? formatDuration(wallMs.median) : status;

const nameOf = (name: string): string => Array.from(name.replace(/\s+/g, " ")).slice(0, NAME_LENGTH).join("");

/** The picture in words: "letters: Sequential 2.6 s, Pooled 0.5 s. Recorded …". */
export function pictureText(results: RecordedResults): string {
  const { program, strategies } = results.report;
  const times = strategies.map((one) => `${STRATEGY_TEXTS[one.strategy].label} ${timeOf(one)}`);
  return `${nameOf(program.name)}: ${times.join(", ")}. ${captionOf(results)}`;
}

/** The recorded times as an SVG without scripts, styles and references: for readers whose browser runs no scripts. */
function chartPicture(results: RecordedResults): string {
  const { program, strategies } = results.report;
  const most = Math.max(...strategies.map(({ wallMs }) => wallMs.median), 1e-9);
  const room = WIDTH - LABEL - VALUE - 24;
  const height = 36 + strategies.length * ROW + 28;
  const rows = strategies.map((one, at) => {
    const y = 36 + at * ROW;
    const measured = one.status === "succeeded";
    const length = measured ? Math.max(2, (one.wallMs.median / most) * room) : 0;
    return `<text x="12" y="${y + 17}">${escapeXml(STRATEGY_TEXTS[one.strategy].label)}</text><rect x="${LABEL + 12}" y="${y + 5}" width="${round(length)}" height="16" rx="2" fill="#2a62c9"/><text x="${round(LABEL + 18 + length)}" y="${y + 17}">${escapeXml(timeOf(one))}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui,sans-serif" font-size="13" fill="#1c2430"><rect width="${WIDTH}" height="${height}" fill="#fff"/><text x="12" y="22" font-weight="600">${escapeXml(nameOf(program.name))}</text>${rows.join("")}<text x="12" y="${height - 10}" font-size="11" fill="#555f6d">${escapeXml(captionOf(results))}</text></svg>`;
}

/** The same as an image of a page: one attribute, which Markdown, MDX and Vue leave as it is. */
export const pictureAddress = (results: RecordedResults): string =>
  `data:image/svg+xml,${encodeURIComponent(chartPicture(results)).replace(/[!'()*~_]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;

const round = (value: number): number => Math.round(value * 10) / 10;

const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has none of these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
