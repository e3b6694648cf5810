import { expect, test } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { defaultSettings } from "@/lib/model/settings";
import { decodeLink, encodeLink } from "@/lib/share/link";
import { staleFigures } from "../../scripts/stale-figures.mjs";

const { report } = experiment({ strategies: ["pooled"], workers: 2, items: 4, itemMs: 1, rounds: 1 });
const code = "const a = 1;\n";
const linkWith = (change) => encodeLink({ code, report, ...change }, defaultSettings(1));
const pageWith = (fragment) => `# Doc\n\n<fanout-playground src="${fragment}"></fanout-playground>\n`;
const decoded = decodeLink(linkWith({})).state.report;
const now = { code, report: decoded };
const check = (fragment, change = {}) =>
  staleFigures(pageWith(fragment), { ...now, ...change }, decodeLink, report.program.name).stale;

test("other times are no reason to refresh a page", () => {
  const slower = {
    ...decoded,
    strategies: decoded.strategies.map((one) => ({ ...one, wallMs: { median: 9, low: 9, high: 9 } })),
  };
  expect(check(linkWith({}), { report: slower })).toEqual([]);
});

test("another program, input or result is", () => {
  expect(check(linkWith({}), { code: "const a = 2;\n" })).toEqual([
    "The program has changed since the page's link was made.",
  ]);
  expect(check(linkWith({ inputs: { n: 1 } }))).toEqual(["The link has other inputs."]);
  const other = { ...decoded, strategies: decoded.strategies.map((one) => ({ ...one, output: "other" })) };
  expect(check(linkWith({}), { report: other })).toEqual([
    "The program now gives other results than the recorded ones.",
  ]);
  expect(check(encodeLink({ code }, defaultSettings(1)))).toEqual(["The link has no recorded results."]);
  expect(check("no link")).toEqual(["The page has no link with this program."]);
});
