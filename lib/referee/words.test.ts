import { describe, expect, it } from "vitest";
import { pinnedVersion } from "./pinned-version";
import { pinnedText, type RefereeVerdict, reportAddress, reportText, verdictText } from "./words";

const same: RefereeVerdict = { name: "Dagster", version: "1.13.28", steps: 28, differences: [] };
const other: RefereeVerdict = {
  ...same,
  steps: 1,
  differences: [{ what: "output of merge", here: "`1`\n2", real: undefined }],
};

describe("the referee's words", () => {
  it("say whether it is the same, and how many steps that was", () => {
    expect(verdictText(same)).toBe("Same result as Dagster 1.13.28 (28 steps).");
    expect(verdictText(other)).toBe("1 difference from Dagster 1.13.28 (1 step).");
  });

  it("say so where the program pins another version", () => {
    expect(pinnedVersion("# Needs dagster==1.12.0\nimport dagster", "dagster")).toBe("1.12.0");
    expect(pinnedVersion('# dependencies = ["flytekit==1.15.0"]', "flytekit")).toBe("1.15.0");
    expect(pinnedVersion("import dagster\ndagster == 1", "dagster")).toBeUndefined();
    expect(pinnedText({ ...same, pinned: "1.13.28" })).toBeUndefined();
    expect(pinnedText({ ...same, pinned: "1.12.0" })).toBe(
      "Checked against 1.13.28. The program asks for Dagster 1.12.0.",
    );
  });

  it("make a report that stays whole, whatever the program and the values are", () => {
    const report = reportText(other, "x = '```'\n");
    expect(report).toContain("  - Fanout: `'1' 2`\n  - Dagster: `nothing`");
    expect(report).toContain("````python\nx = '```'\n````");
  });

  it("put it into the host's address, and into no other kind of address", () => {
    expect(reportAddress("https://example.org/new?label=a", other, "x")).toMatch(
      /^https:\/\/example\.org\/new\?label=a&title=1%20difference.*&body=/,
    );
    expect(reportAddress("mailto:a@example.org", other, "x")).toContain("?subject=1%20difference");
    expect(reportAddress("javascript:alert(1)", other, "x")).toBeUndefined();
    expect(reportAddress("", other, "x")).toBeUndefined();
  });
});
