import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { Report } from "@/lib/protocol/report";
import { pictureAddress, pictureText } from "./chart-picture";

const svgOf = (report: Report): string =>
  decodeURIComponent(pictureAddress({ report, recordedAt: "2026-11-21T01:28:04Z" }).replace(/^[^,]*,/, ""));

describe("the picture of recorded results", () => {
  it("has every strategy with its time, and the day", () => {
    const report = experiment({
      strategies: ["sequential", "pooled"],
      workers: 2,
      items: 4,
      itemMs: 1,
      rounds: 1,
    }).report;
    const text = pictureText({ report, recordedAt: "2026-11-21T01:28:04Z" });
    expect(text).toContain("Recorded 21 Nov 2026");
    for (const { strategy } of report.strategies) expect(text.toLowerCase()).toContain(strategy);
    expect(svgOf(report).match(/<rect /g)?.length).toBe(report.strategies.length + 1);
  });

  it("keeps a program's name from becoming markup, and the address from ending its attribute", () => {
    const report = experiment({
      strategies: ["sequential", "pooled"],
      workers: 2,
      items: 4,
      itemMs: 1,
      rounds: 1,
    }).report;
    const evil: Report = {
      ...report,
      program: { ...report.program, name: '"><script>alert(1)</script>\u0000\ud800' },
    };
    expect(svgOf(evil)).not.toContain("<script");
    expect(svgOf(evil)).not.toContain("\u0000");
    expect(pictureAddress({ report: evil })).not.toMatch(/["'<>{}*_\s]/);
  });
});
