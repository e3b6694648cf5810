import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "@/components/results/output/value";
import { textLines } from "@/components/results/shared/text/text-lines";
import { recordedRun } from "@/lib/app/run/recorded-run";
import { tameText } from "@/lib/base/tame-text";
import { defaultSettings } from "@/lib/model/settings";
import { prepare } from "@/lib/preview/prepare";
import { reportSchema } from "@/lib/protocol/report";
import { toBase64Url } from "@/lib/share/base64url";
import { compactReport } from "@/lib/share/compact-report";
import { decodeLink } from "@/lib/share/link";
import { report as anyReport } from "@/lib/share/testing";
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
