import fc from "fast-check";
import { expect, test } from "vitest";
import { questionText } from "@/components/results/numbers/words";
import { linesOf } from "@/components/results/output/value";
import { textLines } from "@/components/results/shared/text/text-lines";
import { recordedRun } from "@/lib/app/run/recorded-run";
import { tameText } from "@/lib/base/tame-text";
import { numbersSchema } from "@/lib/estimate/schema";
import { anyNumbers } from "@/lib/estimate/testing/arbitrary";
import { defaultSettings } from "@/lib/model/settings";
import { STRATEGIES } from "@/lib/model/strategy";
import { prepare } from "@/lib/preview/prepare";
import { reportSchema } from "@/lib/protocol/report";
import { toBase64Url } from "@/lib/share/base64url";
import { compactReport } from "@/lib/share/compact-report";
import { decodeLink } from "@/lib/share/link";
import { writeNumbersOption } from "@/lib/share/numbers-option";
import { BREAKDOWN_V1, COUNTS_V1 } from "@/lib/share/report-v1";
import { report as anyReport } from "@/lib/share/testing";
import { report as storedReport } from "@/lib/storage/testing";
import { anyText, anyValue, bentAnywhere } from "@/lib/testing/arbitraries";
import { expectWords, onPage } from "./expectations";

/** In `npm test`; any number by `npm run fuzz -- RUNS [SEED]`. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 200);

/** JSON of a value as a stranger writes it, cycles and big integers left out. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return "null";
  }
}

test("links with reports are opened or refused in words, and an opened report passes its schema", () => {
  const compact = anyReport.chain((report) =>
    fc.oneof(bentAnywhere(compactReport(report, undefined)), fc.constant(compactReport(report, undefined))),
  );
  fc.assert(
    fc.property(compact, (report) => {
      const state = jsonOf({ code: "export default 1", report });
      const link = onPage(() => decodeLink(`#j1.${toBase64Url(new TextEncoder().encode(state))}`));
      if (!link.ok) {
        expectWords(link.message);
        return;
      }
      if (link.kind !== "program" || link.state.report === undefined) return;
      const { report: opened } = link.state;
      expect(reportSchema.safeParse(JSON.parse(JSON.stringify(opened))).error).toBeUndefined();
      const document = {
        code: "",
        language: "typescript",
        inputs: {},
        settings: defaultSettings(2),
      } as const;
      onPage(() => recordedRun(opened, document, { id: "a", source: "recorded", startedAt: 0 }));
    }),
    { numRuns },
  );
});

test("the largest trees that a link can hold are opened without holding up the page", () => {
  const length = 19_000;
  const many = <T>(value: T): T[] => new Array<T>(length).fill(value);
  const tree = {
    tick: 1,
    names: ["a"],
    name: many(0),
    kind: "3".repeat(length),
    status: "1".repeat(length),
    children: [length - 1, ...many(0).slice(1)],
    start: many(0),
    duration: many(1),
    worker: many(1),
  };
  const settings = { strategies: [...STRATEGIES] };
  const compact = compactReport(
    { ...storedReport, settings: { ...storedReport.settings, ...settings } },
    undefined,
  );
  const strategy = {
    rounds: [1],
    wall: [1, 1, 1],
    output: null,
    counts: COUNTS_V1.map(() => 0),
    breakdown: BREAKDOWN_V1.map(() => 0),
    tree,
  };
  const strategies = STRATEGIES.slice(0, 4).map((name) => ({ ...strategy, strategy: name }));
  const state = JSON.stringify({ code: "export default 1", report: { ...compact, strategies } });
  const link = `#j1.${toBase64Url(new TextEncoder().encode(state))}`;
  const decoded = onPage(() => decodeLink(link));
  if (!decoded.ok || decoded.kind !== "program" || decoded.state.report === undefined)
    throw new Error(`not opened: ${JSON.stringify(decoded).slice(0, 300)}`);
  const { report } = decoded.state;
  expect(report.strategies).toHaveLength(4);
  const document = { code: "", language: "typescript", inputs: {}, settings: defaultSettings(2) } as const;
  onPage(() => recordedRun(report, document, { id: "a", source: "recorded", startedAt: 0 }));
});

test("numbers of strangers are opened within the model's bounds, or left out in words", () => {
  const written = anyNumbers.map(writeNumbersOption);
  const part = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      "work.items:1e308",
      "__proto__.a:1",
      "work:1",
      "a.b.c.d:1",
      "workers:-1",
      "chunk:auto",
      "seed:NaN",
    ),
  );
  const bent = fc.oneof(
    written,
    fc.tuple(written, part).map(([text, more]) => `${more},${text},${more}`),
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join(",")),
  );
  fc.assert(
    fc.property(bent, (text) => {
      const link = onPage(() => decodeLink(`#view=scale&numbers=${encodeURIComponent(text)}`));
      if (!link.ok) throw new Error(link.message);
      for (const note of link.notes) expectWords(note);
      const { numbers } = link.state;
      if (numbers === undefined) return;
      expect(numbersSchema.safeParse(numbers).error).toBeUndefined();
      expectWords(questionText(numbers));
    }),
    { numRuns },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});

/** Pieces of which hostile files are made. */
const PIECES = [
  "_a*",
  "> ",
  "- ",
  "`",
  "[a](",
  "|a|\n|-|\n",
  "<b x=1>",
  "<p>",
  "</p>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  '"',
  "'",
  "<svg>",
  "<use href='#a'/>",
  "<g id='a'>",
  "</g>",
  "<filter>",
  "&#x202e;",
  "\u202e\u05d0 ",
  "\u0301",
  "\n",
  "\ud800",
  "{",
  "[",
  ",",
  "1",
];

test("files are drawn or shown as their source, whatever is in them", () => {
  const text = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...PIECES), anyText), fc.integer({ min: 1, max: 40 })), {
      maxLength: 30,
    })
    .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(""));
  fc.assert(
    fc.property(fc.constantFrom("markdown", "html", "svg"), text, (kind, source) => {
      const prepared = prepare(kind, "image/svg+xml", new TextEncoder().encode(source));
      if (prepared.as === "source") expectWords(prepared.why);
      onPage(() => {
        const lines = textLines(source, 80);
        for (let at = 0; at < Math.min(lines.count, 60); at++) tameText(lines.row(at), 320);
      });
    }),
    { numRuns },
  );
});

test("values of any shape are shown as lines of bounded length", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyValue,
        fc.json().map((json) => JSON.parse(json)),
      ),
      (value) => {
        const plain: unknown = JSON.parse(jsonOf(value));
        for (const { label, shown } of onPage(() => linesOf(plain, new Map())))
          expect(label.length + shown.preview.length).toBeLessThan(1_000);
      },
    ),
    { numRuns },
  );
});
