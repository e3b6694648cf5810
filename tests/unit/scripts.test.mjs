import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closingLine, retriedTests, timesTable } from "../../scripts/counts.mjs";
import { sandboxPage } from "../../scripts/generate/workers.mjs";
import { headerRules, headersFor } from "../../scripts/headers.mjs";
import { netlifyHeaders, vercelConfig } from "../../scripts/host-files.mjs";
import { isCounted } from "../../scripts/lines.mjs";

describe("the sandbox's page", () => {
  const page = sandboxPage('const a = "</script><!--";');
  const script = page.slice(page.indexOf("<script>") + 8, page.lastIndexOf("</script>"));

  it("has its policy before everything else", () => {
    expect(page).toMatch(
      /^<!doctype html>\n<html lang="en">\n<head>\n<meta http-equiv="Content-Security-Policy"/,
    );
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("connect-src 'none'");
  });

  it("allows only its own script, whose text cannot end the element", () => {
    expect(script).not.toMatch(/<\/script|<!--/i);
    const hash = createHash("sha256").update(script).digest("base64");
    expect(page).toContain(`script-src 'sha256-${hash}' blob:`);
    expect(new Function(`${script}; return a;`)()).toBe("</script><!--");
  });
});

describe("headers", () => {
  it("are not set by two rules for one path, because some hosts would join the values", () => {
    const [general, ...special] = headerRules;
    for (const { headers } of special) {
      for (const name of Object.keys(headers)) expect(Object.keys(general.headers)).not.toContain(name);
    }
  });

  it("let other sites frame the embed, and no other page that reads an address", () => {
    const policyOf = (path) => headersFor(path)["Content-Security-Policy"];
    for (const path of ["/", "/index.html", "/404.html", "/learn/", "/learn/letters/"])
      expect(policyOf(path), path).toBe("frame-ancestors 'self'");
    for (const path of [
      "/embed/",
      "/embed/index.html",
      "/embed.js",
      "/sandbox-offline.html",
      "/sandbox-offline-python.html",
    ])
      expect(policyOf(path), path).toBeUndefined();
    for (const path of ["/sandbox.html", "/sandbox-python.html"])
      expect(policyOf(path), path).toBe("sandbox allow-scripts");
  });

  it("are written for hosts under the base path", () => {
    expect(netlifyHeaders("/fanout")).toContain("/fanout/embed/*\n  Document-Isolation-Policy: isolate-");
    expect(vercelConfig("").headers.map(({ source }) => source)).toContain("/_next/static/(.*)");
  });
});

describe("the closing line", () => {
  it("adds up, and mentions skipped tests only if there are any", () => {
    const unit = { passed: 3, failed: 0, skipped: 0 };
    expect(closingLine([unit, { passed: 2, failed: 1, skipped: 0 }])).toBe("5 passed, 1 failed");
    expect(closingLine([unit, { passed: 0, failed: 0, skipped: 4 }])).toBe("3 passed, 0 failed, 4 skipped");
  });
});

it("the table of times marks steps over their budget", () => {
  const table = timesTable([
    { name: "lint", seconds: 12.4, budget: 30 },
    { name: "unit", seconds: 130, budget: 120 },
  ]);
  expect(table.split("\n")).toEqual([
    "lint         12 s of  30 s",
    "unit        130 s of 120 s, over its budget",
    "total       142 s of 150 s",
  ]);
});

it("tests that passed only on a retry are named", () => {
  const folder = mkdtempSync(join(tmpdir(), "fanout-report-"));
  const spec = (title, status) => ({ title, file: "e2e/a.spec.ts", line: 3, tests: [{ status }] });
  const suites = [{ specs: [spec("one", "expected")], suites: [{ specs: [spec("two", "flaky")] }] }];
  writeFileSync(join(folder, "report.json"), JSON.stringify({ suites }));
  expect(retriedTests(join(folder, "report.json"))).toEqual(["e2e/a.spec.ts:3 two"]);
  rmSync(folder, { recursive: true });
});

it("npm run lines counts code outside tests", () => {
  const paths = [
    "lib/trace/trace.ts",
    "scripts/test.mjs",
    "lib/trace/trace.test.ts",
    "lib/trace/testing.ts",
    "lib/engine/testing/clock.ts",
    "components/results/fixtures/traces.ts",
    "tests/gallery/main.tsx",
    "lib/examples/recorded/letters.generated.ts",
  ];
  expect(paths.filter(isCounted)).toEqual(["lib/trace/trace.ts", "scripts/test.mjs"]);
});
